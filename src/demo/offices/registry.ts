import { AbnormalList, EntityRegistration } from '../../departments/marketRegulation.ts'
import { tenThousands } from '../chance/amounts.ts'
import { dateOf, dayOf, yearOf } from '../chance/days.ts'
import { stream } from '../chance/random.ts'
import { type Sheet, standingSheet } from '../chance/sheet.ts'
import { drawGivenName, drawSurname } from '../chance/syntheticNames.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { legalStandingOf } from '../people/legalStanding.ts'
import type { Operator } from '../people/operators.ts'
import { representativesIn } from '../people/representatives.ts'

/** The synthetic views of the market regulator. */
export function registrySheets(ground: Groundwork): Sheet[] {
  const { seed, operators } = ground
  const entities = [...operators.cooperatives, ...operators.enterprises]
  const listings = entities.flatMap((operator) => legalStandingOf(seed, operator).listings)
  return [
    standingSheet(EntityRegistration, entities.length, () => registrations(ground, entities)),
    standingSheet(AbnormalList, listings.length, () => listed(seed, entities)),
  ]
}

const scopes: Record<Operator['industry'], string> = {
  TEA: '茶叶种植、加工、销售',
  VEGETABLES: '蔬菜种植、初加工、销售',
  HERBS: '中药材种植、收购、销售',
  FRUIT: '水果种植、冷藏、销售',
  EDIBLE_FUNGI: '食用菌种植、烘干、销售',
  LIVESTOCK: '畜禽养殖、销售',
  CAMELLIA_OIL: '油茶种植、茶油加工、销售',
  GRAIN: '粮食种植、加工、销售',
  AQUACULTURE: '水产养殖、销售',
  RURAL_TOURISM: '乡村旅游、餐饮、住宿服务',
  OTHER: '农业机械作业、农业技术服务',
}

function* registrations(
  ground: Groundwork,
  entities: readonly Operator[],
): Generator<Omit<EntityRegistration, 'period'>> {
  const { seed, areas } = ground
  const random = stream(seed, 'EntityRegistration')
  const poor = representativesIn(ground)
  const villagesIn = Map.groupBy(areas.villages, ({ township }) => township)
  for (const operator of entities) {
    const { row, township, founded, kind, industry, size } = operator
    const cooperative = kind === 'COOPERATIVE'
    const { status } = legalStandingOf(seed, operator)
    const named =
      drawSurname(random) + drawGivenName(random.chance(0.78) ? 'MALE' : 'FEMALE', random)
    const elsewhere = random.pick(villagesIn.get(township) ?? []).code
    const found = poor.get(row.village ?? township)
    const caught = !cooperative && status === 'ACTIVE' && random.chance(0.35) ? found : undefined
    const capital = size * random.between(0.6, 1.6) * (cooperative ? 90 : 450)
    const record: Omit<EntityRegistration, 'period'> = {
      uscc: row.uscc,
      entityName: row.name,
      entityType: cooperative ? 'COOPERATIVE' : 'ENTERPRISE',
      legalRepresentative: caught?.name ?? named,
      registeredCapital: tenThousands(Math.max(5, Math.round(capital / 5) * 5) * 10_000),
      establishedDate: dateOf(random.whole(dayOf(founded, 1, 5), dayOf(founded, 12, 20))),
      operatingStatus: status,
      // Some have moved, and the list of cooperatives and firms does not know it yet.
      villageCode: random.chance(0.01) ? elsewhere : (row.village ?? caught?.village ?? elsewhere),
      businessScope: `${scopes[industry]}${kind ? '' : '；农副产品及日用百货购销'}`,
    }
    if (random.chance(0.004)) delete record.businessScope
    if (random.chance(0.004)) delete record.registeredCapital
    yield record
  }
}

/** Entries are numbered through each county and year. */
function* listed(
  seed: number,
  entities: readonly Operator[],
): Generator<Omit<AbnormalList, 'period'>> {
  const numbers = new Map<string, number>()
  for (const operator of entities) {
    for (const { kind, listed, reason, removed } of legalStandingOf(seed, operator).listings) {
      const book = `${kind === 'SERIOUS' ? 'YZ' : 'YC'}-${operator.county}-${yearOf(listed)}`
      const number = (numbers.get(book) ?? 0) + 1
      numbers.set(book, number)
      yield {
        uscc: operator.row.uscc,
        listNo: `${book}-${String(number).padStart(4, '0')}`,
        listKind: kind,
        listedDate: dateOf(listed),
        listedReason: reason,
        ...(removed === undefined ? {} : { removedDate: dateOf(removed) }),
      }
    }
  }
}
