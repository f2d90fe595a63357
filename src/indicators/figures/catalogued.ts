import type { Catalogue } from '../../catalogue/catalogue.ts'
import { assessmentItems } from '../definitions/assessmentItems.ts'
import { parameters } from '../definitions/parameters.ts'
import { exitTests, publicMoney, rules } from '../definitions/programmeRules.ts'
import { supports } from '../definitions/support.ts'
import { targets } from '../definitions/targets.ts'
import { type KnownIndicators, knowIndicators } from '../meaning/knownIndicators.ts'

const read = new WeakMap<Catalogue, KnownIndicators>()

/** The indicators that the gateway brings along, read against a catalogue once. */
export function knownIndicatorsOf(catalogue: Catalogue): KnownIndicators {
  const known =
    read.get(catalogue) ??
    knowIndicators(
      catalogue,
      [...assessmentItems, ...targets, ...rules, ...exitTests, ...publicMoney, ...supports],
      parameters,
    )
  read.set(catalogue, known)
  return known
}
