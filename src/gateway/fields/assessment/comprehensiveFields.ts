import 'reflect-metadata'
import { Int } from 'type-graphql'
import { departmentResults } from '../../../assessment/comprehensive.ts'
import { csvText } from '../../../ground/csvText.ts'
import { Decimal, Year } from '../../../ground/scalars.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { Asking } from '../../../sharing/rules.ts'
import type { Context } from '../../graph/context.ts'
import { declareField, declareQuery, frame, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { ownersOf } from '../figures/figureTypes.ts'
import { ofAssessment, whichResult } from './assessmentFields.ts'
import { AreaResultType, ResultKind } from './assessmentTypes.ts'
import { inScope, type Results, resultsAsked, unitsShown } from './results.ts'

@Shape('DepartmentResult', '市直部门的年度结果(W10)', 'The yearly result of a city department')
class DepartmentResultType {
  @Plain(String, '部门', 'The department')
  department!: string

  @Plain([String], '其数据所涉子项', 'The items that its facts feed')
  items!: readonly string[]

  @Plain(Decimal, '这些子项的得分率(%)', 'Their points in per cent', nullable)
  rate?: string | null

  @Plain(Int, '应答数(村×项)', 'Answers that it should give')
  answers!: number

  @Plain(Int, '欠答数', 'Answers that it owes')
  owed!: number
}

const head = [
  '类别',
  '代码',
  '名称',
  '得分或得分率',
  '名次',
  '村数',
  '完整村数',
  '应答数',
  '欠答数',
]

@Shape(
  'ComprehensiveResult',
  '供综合考评使用的年度结果(W10)',
  'What the comprehensive assessment takes over of a year',
)
class ComprehensiveType {
  @Plain(Year, '年度', 'The year')
  year!: number

  @Plain(ResultKind, '草稿或定稿', 'Draft or final')
  kind!: string
}

interface YearAsked {
  readonly year: number
  readonly of?: keyof typeof ResultKind | null
}

declareQuery('comprehensive', {
  type: ComprehensiveType,
  nullable: true,
  zh: '市直部门和区县的年度结果，供综合考评使用，可导出(W10)',
  en: 'City departments and counties, for the comprehensive assessment',
  sharing: ofAssessment,
  args: { year: required(Year, '年度', 'The year'), of: whichResult },
  resolve: (_root, { year, of }: YearAsked, context: Context) =>
    resultsAsked(context, year, of, []),
})

declareField(ComprehensiveType, 'departments', {
  type: [DepartmentResultType],
  zh: '市直部门',
  en: 'City departments',
  sharing: frame,
  resolve: (results: Results, _args: object, context: Context) => ofDepartments(results, context),
})

declareField(ComprehensiveType, 'units', {
  type: [AreaResultType],
  zh: '区县和开发区、高新区',
  en: 'Counties and zones',
  sharing: frame,
  resolve: (results: Results, _args: object, { caller }: Context) => unitsShown(results, caller),
})

declareField(ComprehensiveType, 'csv', {
  type: String,
  zh: '以上两表，CSV 文本，可存为文件用表格软件打开',
  en: 'Both tables as CSV, to be saved',
  sharing: frame,
  resolve: (results: Results, _args: object, context: Context) => asCsv(results, context),
})

function ofDepartments(results: Results, { catalogue, caller }: Asking): DepartmentResultType[] {
  const villages = inScope(results.villages, caller, undefined)
  const slugs = catalogue.departments.map(({ slug }) => slug)
  const owners = (view: string) => ownersOf(catalogue, view)
  const known = knownIndicatorsOf(catalogue)
  return departmentResults({ ...results, villages }, known, slugs, owners)
}

async function asCsv(results: Results, context: Context): Promise<string> {
  const { catalogue, caller, loaders } = context
  const departments = ofDepartments(results, context).map(({ department, rate, answers, owed }) => {
    const name = catalogue.departments.find(({ slug }) => slug === department)?.zh
    return ['部门', department, name, rate, null, null, null, answers, owed]
  })
  const units = await Promise.all(
    unitsShown(results, caller).map(async ({ areaCode, score, place, villages, complete }) => {
      const name = await loaders.fullName(areaCode)
      return ['区县', areaCode, name, score, place, villages, complete]
    }),
  )
  return csvText(head, [...departments, ...units])
}
