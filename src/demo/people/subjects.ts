import { type Shelf, viewName } from '../../catalogue/catalogue.ts'
import { Household } from '../../entities/household.ts'
import { Person } from '../../entities/person.ts'
import type { Entity } from '../../ground/entity.ts'
import { stream } from '../chance/random.ts'
import type { Sheet } from '../chance/sheet.ts'
import type { Groundwork } from './groundwork.ts'
import { registeredHouseholds } from './guarantees.ts'
import { identityNumberOf } from './households.ts'
import { registeredIn } from './registered.ts'

/** Of a longer list a view of those concerned speaks of one in so many; of a shorter one it speaks of all. */
const concernedOneIn = 8
const longList = 100

/** Those of whom a view tells: about how many there are, and their keys. */
export interface Subjects {
  readonly about: number
  readonly keys: () => Iterable<string>
}

/** Of whom a view of the city tells: of all that are listed, of the registered, or of some of them. */
export function subjectsOf(ground: Groundwork, shelf: Shelf, made: readonly Sheet[]): Subjects {
  const parts = shelf.shelved.map((entity) => listedIn(ground, shelf, entity, made))
  return {
    about: parts.reduce((sum, { about }) => sum + about, 0),
    keys: function* () {
      for (const { keys } of parts) yield* keys()
    },
  }
}

function listedIn(
  ground: Groundwork,
  shelf: Shelf,
  entity: Entity,
  made: readonly Sheet[],
): Subjects {
  const { cls, key } = entity
  const registered = registeredIn(ground)
  if (shelf.tellsOf === 'registered' && cls === Household) {
    return { about: registered.households, keys: () => registeredKeys(ground, 'households') }
  }
  if (shelf.tellsOf === 'registered' && cls === Person) {
    return { about: registered.persons, keys: () => registeredKeys(ground, 'persons') }
  }
  const list = made.find(({ of }) => of === cls)
  if (!list) throw new Error(`the synthetic city has no ${entity.plural}`)
  const oneIn = shelf.tellsOf === 'concerned' && list.about > longList ? concernedOneIn : 1
  return {
    about: list.about / oneIn,
    keys: function* () {
      let left = stream(ground.seed, `${viewName(shelf)}/${entity.name}`).whole(0, oneIn - 1)
      for (const row of list.rows) {
        if (left === 0) yield String(Reflect.get(row, key.name))
        left = left === 0 ? oneIn - 1 : left - 1
      }
    },
  }
}

function* registeredKeys(ground: Groundwork, of: 'households' | 'persons'): Generator<string> {
  for (const { household } of registeredHouseholds(ground)) {
    if (of === 'households') yield household.id
    else for (const member of household.members) yield ground.personKey(identityNumberOf(member))
  }
}
