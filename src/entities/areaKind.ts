import { enumeration } from '../ground/enumeration.ts'

/** What an area is; of townships and villages it is read off their codes. */
export const AreaKind = enumeration(
  'AreaKind',
  '区域类别',
  'Kind of area',
  'NBS rules for statistical area codes: 001-099, 100-199, 200-399 of the third and last part',
  {
    CITY: ['市', 'City'],
    DISTRICT: ['区', 'District'],
    COUNTY: ['县', 'County'],
    AUTONOMOUS_COUNTY: ['自治县', 'Autonomous county'],
    ZONE: ['开发区、高新区', 'Development or high-tech zone'],
    SUBDISTRICT: ['街道', 'Subdistrict'],
    TOWN: ['镇', 'Town'],
    TOWNSHIP: ['乡', 'Township (ethnic townships included)'],
    VILLAGE: ['村', 'Village, with a village committee'],
    COMMUNITY: ['社区', "Community, with a residents' committee"],
  },
)
