import { OfVillage, Village } from '../entities/village.ts'
import { Open } from '../ground/fact.ts'
import { count, ratio, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市环境保护局',
  short: '环保局',
  en: 'Tongren Environmental Protection Bureau',
  renamed: {
    from: '2019-01',
    zh: '铜仁市生态环境局',
    en: 'Tongren Ecology and Environment Bureau',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

const internal = { sensitivity: 'internal' } as const

@View(Village, {
  per: 'year',
  zh: '农村环境质量',
  en: 'Environmental quality of the village',
  updated: 'annual',
  rules: [notAbove('complaintsResolved', 'complaintCount')],
})
export class RuralEnvironmentQuality extends OfVillage {
  @Open(yesNo, '饮用水源地保护', 'Drinking-water source is protected')
  waterSourceProtected?: boolean

  @Open(ratio(), '生活垃圾无害化处理率', 'Share of household waste treated harmlessly')
  wasteTreatmentRate?: string

  @Open(ratio(), '生活污水处理率', 'Share of domestic sewage treated')
  sewageTreatmentRate?: string

  @Open(count('case', 'flow'), '环境投诉件数', 'Environmental complaints', internal)
  complaintCount?: number

  @Open(count('case', 'flow'), '办结件数', 'Of which resolved', internal)
  complaintsResolved?: number

  @Open(yesNo, '环境综合整治完成', 'Environmental renovation is complete')
  renovationDone?: boolean
}
