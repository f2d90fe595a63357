import { Open } from '../ground/fact.ts'
import { link, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'
import { OfVillage, Village } from './village.ts'
import { Zone } from './zone.ts'

/**
 * The programme's dated register: which village units are assessed and counted in a year.
 * 2,717 of them are administrative villages of the programme; coverage, ranks and targets read it.
 */
@View(Village, {
  per: 'year',
  zh: '纳入“民心党建+信合+”的行政村名册',
  en: 'Register of the villages that the programme assesses and counts',
  updated: 'annual',
})
export class VillageStanding extends OfVillage {
  @Open(yesNo, '本年纳入项目考评的行政村', 'Administrative village of the programme in this year')
  programmeVillage?: boolean

  @Open(yesNo, '建档立卡贫困村', 'Registered poor village')
  poorVillage?: boolean

  @Open(
    link(() => Zone, { name: 'villages', zh: '所辖村(社区)', en: 'Villages of the zone' }),
    '所在开发区、高新区',
    'Zone it lies in, which then assesses it in place of the county',
    { column: 'zone_code' },
  )
  zone?: string
}
