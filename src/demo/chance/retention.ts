import { RehabEmployment } from '../../departments/disabledFederation.ts'
import { StudentAid } from '../../departments/education.ts'
import { InterestSubsidy } from '../../departments/finance.ts'
import { EcoForest } from '../../departments/forestry.ts'
import { PensionInsurance } from '../../departments/humanResources.ts'
import { CreditReference } from '../../departments/pboc.ts'
import { HouseholdRegister, PersonRegister } from '../../departments/povertyOffice.ts'
import type { Class } from '../../ground/factType.ts'
import type { Sheet } from './sheet.ts'

/**
 * From which period on the whole city keeps a view, and about what share of its rows that is. Without
 * this it would hold a quarter more than twenty million rows, most of them persons' in years that
 * nothing asks for.
 */
const kept = new Map<Class, readonly [since: string, share: number]>([
  [PersonRegister, ['2020', 0.335]],
  [PensionInsurance, ['2020', 0.505]],
  [CreditReference, ['2020-Q4', 0.25]],
  [InterestSubsidy, ['2019', 0.56]],
  [HouseholdRegister, ['2016', 5 / 7]],
  [EcoForest, ['2020', 0.5]],
  [RehabEmployment, ['2020', 0.5]],
  [StudentAid, ['2020', 0.5]],
])

/** A sheet of the whole city, without the periods that it does not keep. */
export function withinBounds(sheet: Sheet): Sheet {
  const [since, share] = kept.get(sheet.of) ?? []
  if (since === undefined || share === undefined) return sheet
  const rows = function* () {
    for (const row of sheet.rows) if (String(Reflect.get(row, 'period')) >= since) yield row
  }
  return {
    of: sheet.of,
    about: Math.round(sheet.about * share),
    rows: { [Symbol.iterator]: () => rows()[Symbol.iterator]() },
  }
}
