import type { Cell } from 'exceljs'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { Wrong } from '../../src/publishing/cells/cellReader.ts'
import type { Column } from '../../src/publishing/cells/columns.ts'
import { type Deliverable, deliverables } from '../../src/publishing/deliverable.ts'
import { type Checked, checkFile } from '../../src/publishing/delivering/check.ts'
import { readHeadings } from '../../src/publishing/delivering/headings.ts'
import { withSpooled } from '../../src/publishing/delivering/spool.ts'
import { OptionLists } from '../../src/publishing/templates/optionLists.ts'
import { templateOf } from '../../src/publishing/templates/template.ts'
import { OpenedTemplate } from './openedTemplate.ts'

const catalogue = await gatherCatalogue()
const all = [...deliverables(catalogue).values()]

async function templateNamed(name: string): Promise<OpenedTemplate> {
  const of = deliverables(catalogue).get(name)
  if (!of) throw new Error(`nothing is called ${name}`)
  return OpenedTemplate.from(await templateOf(catalogue, of))
}

function read(column: Column, text: string): string | undefined {
  const value = column.read(text)
  if (value instanceof Wrong) throw new Error(`${column.heading}: ${text} — ${value.zh}`)
  return value
}

async function checked(of: Deliverable, bytes: Uint8Array): Promise<Checked> {
  const personKey = (idNumber: string) => `hash of ${idNumber}`
  return withSpooled([bytes], ({ file, rows }) =>
    checkFile(catalogue, of, file, rows, { personKey }),
  )
}

/** What a file of the view may fill; of the police's list, the key says the household's number. */
function filledIn(of: Deliverable): string[] {
  const columns = [...of.keyColumns, ...of.facts.map(({ column }) => column)]
  const saidByKey: Record<string, string> = { Household: 'household_no', Person: 'id_number' }
  return columns.filter((column) => column !== saidByKey[of.name])
}

describe.each(all)('the template of $name', (of) => {
  let bytes: Buffer
  let template: OpenedTemplate
  beforeAll(async () => {
    bytes = await templateOf(catalogue, of)
    template = await OpenedTemplate.from(bytes)
  })

  it('has a heading for everything that may be filled in, and no other', () => {
    const { places, faults } = readHeadings(catalogue, of, template.headings)
    expect(faults).toEqual([])
    expect(places.map((column) => column?.fills).sort()).toEqual(filledIn(of).sort())
  })

  it('skips its example, which would hold if it were a row', async () => {
    const untouched = await checked(of, bytes)
    expect(untouched).toMatchObject({ rows: 0, examples: 1, faultCount: 1 })
    expect(untouched.faults[0]?.zh).toContain('没有数据行')
    const filled = await checked(of, await template.withExampleAsRow())
    expect(filled.faults).toEqual([])
    expect(filled).toMatchObject({ rows: 1, examples: 0 })
  })

  it('offers every member of a code list down to row 10,000, and each is read', () => {
    const { places } = readHeadings(catalogue, of, template.headings)
    for (const [at, column] of places.entries()) {
      const { enumeration, word } = column?.fact?.type ?? {}
      const members = enumeration?.members.map(({ name }) => name)
      const wanted = members ?? (word === 'Boolean' ? ['true', 'false'] : undefined)
      const offers = template.offersIn(at + 1, 10_000)
      expect(column && offers?.map((label) => read(column, label))).toEqual(wanted)
    }
  })

  it('explains every column and how to deliver', () => {
    const { headings, explanation } = template
    expect(explanation.map(([heading]) => heading)).toEqual(expect.arrayContaining(headings))
    const about = explanation.flat().join('\n')
    for (const word of [of.zh, '/publish', '绝不当作零', '示例']) expect(about).toContain(word)
  })

  it('says in Chinese who delivers it, how often and in which form', () => {
    for (const about of ['报送部门', '所属期', ...(of.updated ? ['更新频率'] : [])]) {
      const [said] = template.explained(about)
      expect(said).toMatch(/\p{Script=Han}{2}/u)
      expect(said).not.toMatch(/[a-z]{2}/)
    }
  })
})

describe('a template', () => {
  it('asks for amounts in the unit in which officials write them', async () => {
    const template = await templateNamed('agriculture.AgribusinessProfile')
    expect(template.headings).toEqual([
      '统一社会信用代码',
      '所属期',
      '主体类型',
      '认定级别',
      '扶贫龙头企业',
      '主导产业',
      '成员户数(户)',
      '带动贫困户数(户)',
      '基地面积(亩)',
      '年销售额(万元)',
    ])
    expect(template.noteOn('年销售额(万元)')).toContain('“年销售额(元)”')
    expect(template.explained('年销售额(万元)')).toContain('万元')
  })

  it("asks for the household by its head's number, and names the other ways", async () => {
    const template = await templateNamed('civilAffairs.MinimumLiving')
    expect(template.headings.slice(0, 3)).toEqual(['户主公民身份号码', '所属期', '享受低保'])
    for (const other of ['户号(公安)', '建档立卡户编号', '农户编号']) {
      expect(template.headings).not.toContain(other)
      expect(template.noteOn('户主公民身份号码')).toContain(`“${other}”`)
    }
  })

  it("asks for the police's number where households themselves are listed", async () => {
    const { headings } = await templateNamed('Household')
    expect(headings).toEqual(['户号(公安)', '所在村(社区)'])
  })

  it('keeps Excel from counting with codes, periods and labels', async () => {
    const template = await templateNamed('industryIt.SmeClass')
    for (const heading of ['统一社会信用代码', '所属期', '企业规模', '国民经济行业代码']) {
      expect([heading, template.formatOf(heading)]).toEqual([heading, '@'])
    }
    expect(template.formatOf('从业人数(人)')).toBe('#,##0')
    expect(template.formatOf('营业收入(万元)')).toBe('#,##0.00####')
  })

  it('keeps dates, whole numbers and rates within what is read', async () => {
    const template = await templateNamed('finance.InterestSubsidy')
    expect(template.formatOf('贴息起日')).toBe('yyyy-mm-dd')
    expect(template.ruleOn('贴息起日')).toMatchObject({ type: 'date', errorStyle: 'stop' })
    expect(template.ruleOn('贴息利率(%/年)')).toMatchObject({ type: 'decimal', formulae: [0, 36] })
    const roads = await templateNamed('transport.RuralRoad')
    expect(roads.ruleOn('通组硬化路组数(个)')).toMatchObject({
      type: 'whole',
      formulae: [0, 2_147_483_647],
      error: '请写 0 或以上的整数，不写单位。',
    })
  })

  it('offers labels with commas in them as what they are', async () => {
    const template = await templateNamed('housing.DangerousHouse')
    expect(template.offersIn(template.columnOf('房屋危险性等级'), 3)).toEqual([
      'A级:结构安全',
      'B级:个别构件危险，不影响主体结构',
      'C级:局部危房',
      'D级:整幢危房',
    ])
  })

  it('has room elsewhere for a list that is too long for a rule', () => {
    const villages = Array.from({ length: 100 }, (_, number) => `第${number}村`)
    expect(new OptionLists().offering(villages).formulae).toEqual(["'选项'!$A$1:$A$100"])
  })

  it("tells a column's class, its codes and the rules that it must keep", async () => {
    const survey = await templateNamed('orgDept.SatisfactionSurvey')
    const rule = '“满意人数(人)”、“基本满意人数(人)”、“不满意人数(人)”之和不应大于“测评人数(人)”。'
    expect(survey.explained('满意人数(人)')).toContain(rule)
    expect(survey.explained('测评人数(人)')).toContain(rule)
    expect(survey.explained('所属期')).toContain(
      '按半年度报送：上半年写 2019-H1，下半年写 2019-H2。',
    )
    const risk = await templateNamed('bankingRegulator.LoanRisk')
    expect(risk.explained('五级分类')).toContain('正常(1)；关注(2)；次级(3)；可疑(4)；损失(5)')
    const income = await templateNamed('statistics.VillageIncome')
    expect(income.explained('调查户原始资料').join()).toContain(
      '不予共享(依据:统计法(单个调查对象资料))',
    )
  })

  it('keeps its headings in sight and sets its example apart', async () => {
    const { rows } = await templateNamed('statistics.VillageIncome')
    expect(rows.name).toBe('村农民人均可支配收入')
    expect(rows.views).toMatchObject([{ state: 'frozen', ySplit: 1 }])
    expect(rows.autoFilter).toBeFalsy()
    const example: Cell = rows.getCell('C2')
    expect(example.font).toMatchObject({ italic: true, color: { argb: 'FF808080' } })
  })
})

describe('two templates of one view', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('are the same to the byte, whenever they are made', async () => {
    const [of] = all
    if (!of) throw new Error('nothing is delivered')
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T08:00:00Z') })
    const earlier = await templateOf(catalogue, of)
    vi.setSystemTime(new Date('2027-11-05T17:23:45Z'))
    expect((await templateOf(catalogue, of)).equals(earlier)).toBe(true)
  })
})
