import type { Caller } from '../../sharing/caller.ts'

/** A caller whose token the demonstration lends out. */
export interface DemoCaller {
  /** What it is called in addresses. */
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly claims: Omit<Caller, 'subject'>
}

function reader(department: string, zh: string): DemoCaller {
  return {
    name: department,
    zh,
    en: `${department}, reader`,
    claims: { role: 'reader', department },
  }
}

/** Those between whom GraphiQL can switch; the first is the one it starts with. */
export const demoCallers: readonly DemoCaller[] = [
  reader('finance', '财政局 · 读取'),
  reader('agriculture', '农委 · 读取'),
  {
    name: 'povertyOffice',
    zh: '扶贫办 · 数据管理员',
    en: 'povertyOffice, steward',
    claims: { role: 'steward', department: 'povertyOffice' },
  },
  reader('devReform', '发改委 · 读取'),
  reader('ruralCredit', '农信社 · 读取'),
  reader('statistics', '统计局 · 读取'),
  reader('publicSecurity', '公安局 · 读取'),
  {
    name: 'office',
    zh: '领导小组办公室',
    en: "leading group's office",
    claims: { role: 'office' },
  },
  {
    name: 'yanhe',
    zh: '沿河县政府',
    en: 'official of 520627',
    claims: { role: 'official', area: '520627' },
  },
  { name: 'auditor', zh: '审计', en: 'auditor', claims: { role: 'auditor' } },
]
