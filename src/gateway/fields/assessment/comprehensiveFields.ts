import 'reflect-metadata'
import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import { departmentResults } from '../../../assessment/comprehensive.ts'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { csvText } from '../../../ground/csvText.ts'
import { Decimal, Year } from '../../../ground/scalars.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { Caller } from '../../../sharing/caller.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfAssessment } from '../../graph/prices.ts'
import { ownersOf } from '../figures/figureTypes.ts'
import { AreaResultType, ResultKind } from './assessmentTypes.ts'
import { inScope, type Results, resultsAsked, unitsShown } from './results.ts'

const frame = { sharing: { frame: true } }
const shown = {
  sharing: { figure: 'open', scope: 'cut', price: () => priceOfAssessment } satisfies FieldClass,
}

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

/** The result of a year as the comprehensive assessment takes it over (W10): by city department, county and zone. */
export function comprehensiveResolver(catalogue: Catalogue): (new () => object)[] {
  const known = knownIndicatorsOf(catalogue)
  const slugs = catalogue.departments.map(({ slug }) => slug)
  const ofDepartments = (results: Results, caller: Caller) => {
    const villages = inScope(results.villages, caller, undefined)
    const owners = (view: string) => ownersOf(catalogue, view)
    return departmentResults({ ...results, villages }, known, slugs, owners)
  }

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

  @Resolver(() => ComprehensiveType)
  class ComprehensiveFields {
    @Extensions(frame)
    @FieldResolver(() => [DepartmentResultType], { description: '市直部门。City departments.' })
    departments(@Root() results: Results, @Ctx() { caller }: Context): DepartmentResultType[] {
      return ofDepartments(results, caller)
    }

    @Extensions(frame)
    @FieldResolver(() => [AreaResultType], {
      description: '区县和开发区、高新区。Counties and zones.',
    })
    units(@Root() results: Results, @Ctx() { caller }: Context): AreaResultType[] {
      return unitsShown(results, caller)
    }

    @Extensions(frame)
    @FieldResolver(() => String, {
      description: '以上两表，CSV 文本，可存为文件用表格软件打开。Both tables as CSV, to be saved.',
    })
    async csv(@Root() results: Results, @Ctx() { caller, loaders }: Context): Promise<string> {
      const departments = ofDepartments(results, caller).map(
        ({ department, rate, answers, owed }) => {
          const name = catalogue.departments.find(({ slug }) => slug === department)?.zh
          return ['部门', department, name, rate, null, null, null, answers, owed]
        },
      )
      const units = await Promise.all(
        unitsShown(results, caller).map(async ({ areaCode, score, place, villages, complete }) => {
          const name = await loaders.fullName(areaCode)
          return ['区县', areaCode, name, score, place, villages, complete]
        }),
      )
      return csvText(head, [...departments, ...units])
    }
  }

  @Resolver()
  class ComprehensiveQueries {
    @Extensions(shown)
    @Query(() => ComprehensiveType, {
      nullable: true,
      description:
        '市直部门和区县的年度结果，供综合考评使用，可导出(W10)。City departments and counties, for the comprehensive assessment.',
    })
    comprehensive(
      @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
      @Arg('of', () => ResultKind, {
        nullable: true,
        description: '不写则有定稿取定稿。The final one where there is one, if left out.',
      })
      of: keyof typeof ResultKind | null | undefined,
      @Ctx() context: Context,
    ): Promise<Results> {
      return resultsAsked(context, year, of, [])
    }
  }

  return [ComprehensiveFields, ComprehensiveQueries]
}
