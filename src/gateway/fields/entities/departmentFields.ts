import 'reflect-metadata'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { Department } from '../../../catalogue/departmentFiles.ts'
import { type Period, periodEnd } from '../../../ground/period.ts'
import { notFound } from '../../../ground/refusal.ts'
import { PeriodScalar } from '../../../ground/scalars.ts'
import type { Context } from '../../graph/context.ts'
import { declareField, declareQuery, frame, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { ViewType, viewsOf } from '../catalogue/catalogueTypes.ts'

@Shape(
  'DepartmentName',
  '部门名称及其起用月份',
  'A name of a department, and since when it bears it',
)
class DepartmentName {
  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain(
    PeriodScalar,
    '起用月份；项目启动时的名称为空',
    'First month; none for the name at the start',
    nullable,
  )
  from?: string

  @Plain(String, '来源', 'Source of the change', nullable)
  source?: string
}

/** A member department, with the views that it adds. */
@Shape('Department', '成员单位', 'A member department')
export class DepartmentType {
  @Plain(String, '标识，即字段名', 'Its name in the graph')
  code!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain([DepartmentName], '历次名称', 'All its names, the first first')
  names!: readonly DepartmentName[]
}

/** A department under the name that it bore at a period's end, or at the programme's start. */
function asDepartment(department: Department, period?: Period): DepartmentType {
  const { slug, zh, en, renamed } = department
  const isLater = renamed && period && periodEnd(period).slice(0, 7) >= renamed.from
  const name = isLater ? renamed : { zh, en }
  return {
    code: slug,
    zh: name.zh,
    en: name.en,
    names: [{ zh, en }, ...(renamed ? [renamed] : [])],
  }
}

const periodArgument = optional(
  PeriodScalar,
  '取该期末的名称；不写则为项目启动时的名称',
  "Under its name at the end of this period; if left out, its name at the programme's start",
)

/** The department with this code, as the graph answers it. */
export function departmentNamed(
  catalogue: Catalogue,
  code: string,
  period?: Period,
): DepartmentType | undefined {
  const found = catalogue.departments.find(({ slug }) => slug === code)
  return found && asDepartment(found, period)
}

declareQuery('departments', {
  type: [DepartmentType],
  zh: '全部成员单位',
  en: 'All member departments',
  sharing: frame,
  args: { period: periodArgument },
  resolve: (_root, { period }: { period?: Period }, { catalogue }: Context) =>
    catalogue.departments.map((department) => asDepartment(department, period)),
})

declareQuery('department', {
  type: DepartmentType,
  nullable: true,
  zh: '某一成员单位',
  en: 'The member department with this code',
  sharing: frame,
  args: { code: required(String, '如 finance', 'Such as finance'), period: periodArgument },
  resolve: (_root, asked: { code: string; period?: Period }, { catalogue }: Context) => {
    const found = departmentNamed(catalogue, asked.code, asked.period)
    if (!found) throw notFound('成员单位', 'department', asked.code.slice(0, 64))
    return found
  },
})

declareField(DepartmentType, 'views', {
  type: [ViewType],
  zh: '该部门提供的视图',
  en: 'The views that it adds',
  sharing: frame,
  resolve: ({ code }: DepartmentType, _args: object, { catalogue }: Context) =>
    viewsOf(catalogue, code),
})
