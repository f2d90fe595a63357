import type { Catalogue } from '../../catalogue/catalogue.ts'
import { nearestName } from '../../ground/nearestName.ts'
import { Refusal } from '../../ground/refusal.ts'
import type { Caller } from '../../sharing/caller.ts'
import { type Deliverable, deliverables } from '../deliverable.ts'

/** Departments by their names in both languages. */
export function departmentsNamed(catalogue: Catalogue, slugs: readonly string[]) {
  const found = catalogue.departments.filter(({ slug }) => slugs.includes(slug))
  return {
    zh: found.map(({ zh }) => zh).join('、'),
    en: found.map(({ en }) => en).join(', '),
  }
}

/** What may be delivered under a name; refuses any other, with the nearest that there is. */
export function deliverableNamed(catalogue: Catalogue, name: string): Deliverable {
  const all = deliverables(catalogue)
  const found = all.get(name)
  if (found) return found
  const nearest = nearestName(name.slice(0, 80), all.keys())
  throw new Refusal(
    'NOT_FOUND',
    {
      zh: `没有名为“${name.slice(0, 80)}”的视图${nearest ? `；是否指“${nearest}”？` : '。'}`,
      en: `There is no view called "${name.slice(0, 80)}"${nearest ? `; do you mean "${nearest}"?` : '.'}`,
    },
    {},
    { status: 404 },
  )
}

/** A list of the whole city has no parts: what stands in it may be moved from one county to another. */
function listsAreTheCitys(of: Deliverable): Refusal {
  return new Refusal('FORBIDDEN', {
    zh: `“${of.zh}”是全市的名册，只能由市级数据管理员报送；请交市级部门报送。`,
    en: `The list ${of.name} is the whole city's, and delivered by a steward of the whole city; hand it on.`,
  })
}

/** Lets through the steward of a department that owns what is delivered, and nobody else. */
export function mustBeSteward(catalogue: Catalogue, of: Deliverable, caller: Caller): void {
  const { role, department, area } = caller
  if (role === 'steward' && department && of.owners.includes(department)) {
    if (area && of.makesEntities) throw listsAreTheCitys(of)
    return
  }
  const owners = departmentsNamed(catalogue, of.owners)
  throw new Refusal(
    'FORBIDDEN',
    {
      zh: `“${of.zh}”(${of.name})只能由${owners.zh}的数据管理员(steward)报送；请改用该角色的令牌。`,
      en: `Only a steward of ${owners.en} may deliver ${of.name}; use a token with that role.`,
    },
    { owners: of.owners },
  )
}
