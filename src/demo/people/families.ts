import type { FamilyRelation } from '../../entities/familyRelation.ts'
import type { MemberOf } from '../../ground/enumeration.ts'
import type { Random } from '../chance/random.ts'

/** One of a synthetic family: how related to the head, and how old at the end of 2020. */
export interface Kin {
  readonly relation: MemberOf<typeof FamilyRelation>
  readonly sex: 'MALE' | 'FEMALE'
  readonly age: number
  /** Bears the household's surname. */
  readonly bearsName: boolean
}

const oldest = 98

/** Draws a family around its head: partner, children, theirs, the old; about four on average. */
export function drawFamily(random: Random): Kin[] {
  const age = Math.round(Math.min(84, Math.max(24, random.normal(52, 12))))
  const man = random.chance(0.88)
  const head: Kin = { relation: 'HEAD', sex: man ? 'MALE' : 'FEMALE', age, bearsName: true }
  const partner = random.chance(age < 30 ? 0.6 : age < 70 ? 0.88 : 0.6)
    ? [drawPartner(head, random)]
    : []
  const kin = [
    head,
    ...partner,
    ...drawChildren(age, partner.length > 0, random),
    ...drawElders(age, random),
  ]
  if (random.chance(0.03)) {
    kin.push({ relation: 'SIBLING', ...someone(age + random.whole(-12, 12), random) })
  }
  if (random.chance(0.01)) {
    kin.push({ relation: 'OTHER', ...someone(random.whole(6, 70), random) })
  }
  return kin
}

function drawPartner(head: Kin, random: Random): Kin {
  const sex = head.sex === 'MALE' ? 'FEMALE' : 'MALE'
  const age = Math.max(22, head.age + random.whole(-5, 3))
  return { relation: 'SPOUSE', sex, age, bearsName: false }
}

/** How many children live in the household, by the head's age. */
const childrenAtHome = [
  { under: 48, weights: [0.11, 0.29, 0.42, 0.15, 0.03] },
  { under: 63, weights: [0.16, 0.4, 0.33, 0.11] },
  { under: Infinity, weights: [0.38, 0.43, 0.17, 0.02] },
]

/** The first child of age may have a partner and children in the household, the others are single. */
function drawChildren(headAge: number, couple: boolean, random: Random): Kin[] {
  const weights = childrenAtHome.find(({ under }) => headAge < under)?.weights ?? []
  const count = random.weighted(weights.map((weight, number) => [number, weight] as const))
  const kin: Kin[] = []
  let married = false
  for (let i = 0; i < (couple ? count : Math.min(count, 2)); i++) {
    const age = headAge - random.whole(21, headAge < 48 ? 33 : 31)
    if (age < 0) continue
    const son = random.chance(0.53)
    kin.push({
      relation: son ? 'SON' : 'DAUGHTER',
      sex: son ? 'MALE' : 'FEMALE',
      age,
      bearsName: true,
    })
    if (!married && age >= 24 && random.chance(0.5)) {
      married = true
      kin.push(...drawYoungCouple(age, son, random))
    }
  }
  return kin
}

function drawYoungCouple(age: number, son: boolean, random: Random): Kin[] {
  const inLaw: Kin = {
    relation: 'OTHER',
    sex: son ? 'FEMALE' : 'MALE',
    age: Math.max(21, age + random.whole(-4, 2)),
    bearsName: false,
  }
  const grandchildren = Array.from({ length: random.whole(0, 2) }, (): Kin | undefined => {
    const young = age - random.whole(21, 30)
    return young < 0 ? undefined : { relation: 'GRANDCHILD', ...someone(young, random) }
  })
  return [inLaw, ...grandchildren.filter((kin) => kin !== undefined)]
}

function drawElders(headAge: number, random: Random): Kin[] {
  const kin: Kin[] = []
  if (headAge < 66 && random.chance(headAge < 40 ? 0.44 : headAge < 55 ? 0.33 : 0.14)) {
    const mother = Math.min(oldest, headAge + random.whole(20, 30))
    if (random.chance(0.75)) {
      kin.push({ relation: 'PARENT', sex: 'FEMALE', age: mother, bearsName: false })
    }
    if (kin.length === 0 || random.chance(0.4)) {
      const age = Math.min(oldest, mother + random.whole(0, 5))
      kin.push({ relation: 'PARENT', sex: 'MALE', age, bearsName: true })
    }
  }
  if (headAge < 38 && random.chance(0.05)) {
    const age = Math.min(oldest, headAge + random.whole(42, 56))
    kin.push({ relation: 'GRANDPARENT', sex: 'FEMALE', age, bearsName: false })
  }
  return kin
}

function someone(age: number, random: Random): Pick<Kin, 'sex' | 'age' | 'bearsName'> {
  return {
    sex: random.chance(0.52) ? 'MALE' : 'FEMALE',
    age: Math.max(0, age),
    bearsName: true,
  }
}
