import { globalId } from '../../src/gateway/rows/identity.ts'
import type { Entity } from '../../src/ground/entity.ts'
import { uncapitalised } from '../../src/ground/naming.ts'
import type { TestGateway } from '../prepare/gateway.ts'
import type { Pool } from './randomOperations.ts'

/** Values that stand in a test's city, and some that do not, by what arguments are called. */
export async function valuesOf({ catalogue, sql }: TestGateway): Promise<Pool> {
  const keysOf = async ({ key, table }: Entity) => {
    const rows = await sql(
      `select "${key.column}" as key from shared."${table}" order by md5("${key.column}") limit 12`,
    )
    return rows.map((row: { key: string }) => row.key)
  }
  const pool: Record<string, unknown[]> = {}
  const ids: string[] = []
  const areas: string[] = ['520699']
  for (const entity of catalogue.entities) {
    const keys: string[] = await keysOf(entity)
    ids.push(...keys.slice(0, 4).map((key) => globalId(entity.name, key)))
    if (entity.isArea) areas.push(...keys.slice(0, 6))
    const isSurrogate = entity.name === 'Household' || entity.name === 'Person'
    pool[`Query.${uncapitalised(entity.name)}.${isSurrogate ? 'id' : entity.key.name}`] = keys
    pool[`${entity.name}Filter.${entity.key.name}`] = keys
  }
  return {
    ...pool,
    AreaCode: areas,
    ID: [...ids, 'nonsense'],
    Period: ['2018', '2019', '2020', '2019-Q4', '2019-H1', '2019-11'],
    Year: [2018, 2020],
    Date: ['2019-06-30', '2020-12-31'],
    DateTime: ['2099-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
    UnifiedSocialCreditCode: pool['Query.cooperative.uscc'] ?? ['91350100M000100Y43'],
    code: ['C01', 'A03', 'T02', 'S03', 'B05'],
    codes: ['C01', 'A03', 'D02', 'T08'],
    'Query.findings.code': ['Y01', 'Y06', 'Y10'],
    'Query.target.code': ['T08', 'T02', 'T08', 'T13', 'T10', 'T99'],
    'Query.department.code': ['finance', 'nobody'],
    'Query.enumeration.name': ['PovertyStatus', 'Nothing'],
    group: ['A', 'D', 'T'],
    department: ['finance', 'statistics'],
    view: ['statistics.VillageIncome', 'povertyOffice.VillageStatus', 'health.SeriousIllness'],
    since: [0, 1],
    search: ['村', '大坪', '人均 收入', 'zz'],
    formula: [
      'sum(povertyOffice.VillageStatus.remainingPoorPersons)',
      '求和(公安局.村户籍人口统计.乡村人口)',
      'count(ruralCredit.HouseholdCredit where creditGrade = GOOD)',
      'sum(',
    ],
    text: ['sum(', '求和(', ''],
    cursor: [0, 2, 4],
    after: [...Array(20).fill(''), 'bm9uc2Vuc2U'],
    first: [1, 2, 3],
    decimals: [0, 2],
    period: ['2018', '2019', '2019', '2020', '2020', '2020', '2019-Q4'],
    periods: ['2018', '2019'],
  }
}
