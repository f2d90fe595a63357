import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asked,
  type CityOfFigures,
  openCityOfFigures,
  rowsOf,
} from '../prepare/cityOfFigures.ts'
import { finance, reader } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

describe('a fact that is not shared decides nothing in a formula', () => {
  const open = 'povertyOffice.VillageStatus'
  test.each<[string, string, string, Asked?]>([
    ['by itself', `${open}.returnedPersons`, 'povertyOffice'],
    ['times nothing', `${open}.exitedPersons + 0 * ${open}.returnedPersons`, 'povertyOffice'],
    ['in a year before', `${open}.exitedPersons - ${open}.returnedPersons[y-1]`, 'povertyOffice'],
    ['added up', 'sum(povertyOffice.HouseholdRegister.memberCount)', 'povertyOffice'],
    [
      'counted',
      'count(povertyOffice.HouseholdRegister where povertyStatus = POOR and mainCause = ILLNESS)',
      'povertyOffice',
    ],
    [
      'standing only in where',
      `count(${open} where poorVillageFlag and returnedPersons > 0)`,
      'povertyOffice',
    ],
    // That a household is listed tells as much as what the list says of it.
    ['counted by its rows', 'count(civilAffairs.MinimumLiving)', 'civilAffairs'],
    ['looked for by its rows', 'if(any(civilAffairs.MinimumLiving), 1, 0)', 'civilAffairs'],
    ['asked for by has', 'count(Household where has(civilAffairs.MinimumLiving))', 'civilAffairs'],
    [
      'by the link that leads to members',
      'count(Household where any(youthLeague.YouthLeader.drivenHouseholds > 0))',
      'povertyOffice',
    ],
    ['by where a person lives', 'count(Person)', 'publicSecurity'],
    ['in any', 'any(povertyOffice.HouseholdRegister.memberCount > 9)', 'povertyOffice'],
    [
      'in any within a condition',
      'if(any(povertyOffice.HouseholdRegister.memberCount > 9), 1, 0)',
      'povertyOffice',
    ],
    [
      'as the link of via',
      'via(orgDept.VillageLeadership.secretaryRef, youthLeague.YouthLeader.drivenHouseholds)',
      'orgDept',
    ],
    [
      'behind via',
      'via(civilAffairs.VillageSelfGovernance.committeeUscc.Enterprise, taxation.TaxCredit.taxArrears)',
      'taxation',
    ],
    [
      'behind via within where',
      'count(orgDept.PairingAssistance where via(helpingUnitUscc.Enterprise, taxation.TaxCredit.taxArrears > 0))',
      'taxation',
    ],
    [
      'in a named formula',
      '2 * mine',
      'povertyOffice',
      { named: [{ name: 'mine', formula: `${open}.returnedPersons` }] },
    ],
    ['in a built-in one', 'C07 + 1', 'povertyOffice'],
    ['withheld by law', 'politicalLegal.VillageGovernance.correctionPersons', 'politicalLegal'],
  ])('%s', async (_, formula, owner, more) => {
    const refused = await city.compute(finance, formula, more)
    const [error] = refused.errors
    expect([refused.status, error.extensions.code, refused.statements]).toEqual([
      403,
      'FORBIDDEN',
      [],
    ])
    expect(error.extensions).toMatchObject({
      decidedBy: true,
      owners: expect.arrayContaining([owner]),
    })
    expect(refused.data?.table ?? null).toBeNull()
    expect((await city.compute(reader(owner), formula, more)).errors).toEqual([])
  })

  test('but a formula over what is open is answered', async () => {
    expect(
      rowsOf(await city.compute(finance, `count(${open} where poorVillageFlag)`)).length,
    ).toBeGreaterThan(3)
  })
})
