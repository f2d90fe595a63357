import { Refusal, type RefusalCode, type Sentence } from '../ground/refusal.ts'

/** How much one operation may ask; each refusal names the limit and what was measured. */
export const limits = {
  LIMIT_DEPTH: { most: 20, zh: '嵌套层数', en: 'levels of nesting' },
  LIMIT_ALIASES: { most: 100, zh: '别名数', en: 'aliases' },
  LIMIT_ROOT_FIELDS: { most: 20, zh: '顶层字段数', en: 'fields at the root' },
  LIMIT_FIELDS: {
    most: 10_000,
    zh: '字段数(片段展开后)',
    en: 'fields, with fragments spelled out',
  },
  LIMIT_ROWS: { most: 100_000, zh: '可能返回的行数', en: 'rows that it may answer, page by page' },
  LIMIT_VALUES: {
    most: 2_000_000,
    zh: '可能返回的值数(行数乘以字段数)',
    en: 'values that it may answer, its fields times their rows',
  },
  LIMIT_COST: {
    most: 200_000,
    zh: '计价(点)：行数、指标、检索与解释之和',
    en: 'points that it costs: its rows, figures, searches and explanations',
  },
  LIMIT_REPEATS: { most: 100, zh: '同一处的同名字段数', en: 'fields of one name in one place' },
  LIMIT_QUERY: { most: 50_000, zh: '查询全文的字符数', en: 'characters in the text of a query' },
  LIMIT_TEXT: { most: 10_000, zh: '一段文本的字数', en: 'characters in one text' },
  LIMIT_VARIABLE_DEPTH: { most: 40, zh: '变量的嵌套层数', en: 'levels of nesting in a variable' },
  LIMIT_VARIABLES: { most: 10_000, zh: '变量中的值数', en: 'values in its variables' },
  LIMIT_PAGE_SIZE: { most: 500, zh: '每页行数(first)', en: 'rows in a page ("first")' },
  LIMIT_FILTER: { most: 100, zh: '筛选条件数', en: 'conditions in its filters' },
  LIMIT_LIST: { most: 1_000, zh: '一个列表中的值数', en: 'values in one list' },
  LIMIT_EXPLANATIONS: { most: 100, zh: '解释(explain)数', en: 'figures that explain themselves' },
  LIMIT_ORDER: { most: 3, zh: '排序项数', en: 'facts in orderBy' },
} as const satisfies Partial<Record<RefusalCode, Sentence & { most: number }>>

export type Limit = keyof typeof limits

/** Refuses what goes beyond a limit, or beyond a lower one of the place, before any statement is sent. */
export function hold(limit: Limit, measured: number, most: number = limits[limit].most): void {
  const { zh, en } = limits[limit]
  if (measured <= most) return
  throw new Refusal(
    limit,
    {
      zh: `${zh}超过上限 ${most}；请缩小查询或分页读取。`,
      en: `The operation goes beyond the limit of ${most} ${en}; ask for less, or page by page.`,
    },
    { limit: most, measured },
  )
}
