import type { Catalogue, Shelf } from '../../catalogue/catalogue.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import type { Scalar, Source } from './algebra.ts'
import { yearly } from './moments.ts'
import { viewAs } from './relationForms.ts'
import { and, columnOf, equal } from './scalarForms.ts'

/** The register's villages of a zone: a zone is a list of villages, and no prefix. */
export interface ZoneVillages {
  readonly register: Source
  readonly village: Scalar
  /** That a village is in a zone, in the year of a row. */
  readonly isIn: (zone: Scalar, row: string) => Scalar
}

/** The villages of zones, under the alias `s`. */
export function zoneVillages(catalogue: Catalogue): ZoneVillages {
  const standing: Shelf = catalogue.shelfOf(VillageStanding)
  return {
    register: viewAs(standing, 's'),
    village: columnOf('s', standing.keyColumn),
    isIn: (zone, row) =>
      and(equal(columnOf('s', 'zone_code'), zone), equal(columnOf('s', 'period'), yearly(row, 0))),
  }
}
