import type { AreaLevel } from '../ground/areaCode.ts'
import type { Class } from '../ground/factType.ts'
import { City } from './city.ts'
import { County } from './county.ts'
import { Township } from './township.ts'
import { Village } from './village.ts'
import { Zone } from './zone.ts'

/** The entity of each level of areas. */
export const areaClasses: Readonly<Record<AreaLevel, Class>> = {
  city: City,
  county: County,
  zone: Zone,
  township: Township,
  village: Village,
}
