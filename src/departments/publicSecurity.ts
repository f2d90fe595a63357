import { FamilyRelation } from '../entities/familyRelation.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, date, link, money, oneOf, text, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市公安局',
  short: '公安局',
  en: 'Tongren Public Security Bureau',
}

export const Sex = enumeration('Sex', '性别', 'Sex', 'GB/T 2261.1', {
  UNKNOWN: ['未知的性别', 'Unknown', '0'],
  MALE: ['男性', 'Male', '1'],
  FEMALE: ['女性', 'Female', '2'],
  NOT_STATED: ['未说明的性别', 'Not stated', '9'],
})

export const Ethnicity = enumeration(
  'Ethnicity',
  '民族',
  'Ethnicity',
  'GB/T 3304-1991 (01-56); OTHER (97) and FOREIGN_ORIGIN (98) stand beside it, 98 unverified',
  {
    HAN: ['汉族', 'Han', '01'],
    MONGOL: ['蒙古族', 'Mongol', '02'],
    HUI: ['回族', 'Hui', '03'],
    ZANG: ['藏族', 'Tibetan', '04'],
    UYGUR: ['维吾尔族', 'Uygur', '05'],
    MIAO: ['苗族', 'Miao', '06'],
    YI: ['彝族', 'Yi', '07'],
    ZHUANG: ['壮族', 'Zhuang', '08'],
    BUYEI: ['布依族', 'Buyei', '09'],
    KOREAN: ['朝鲜族', 'Korean', '10'],
    MANCHU: ['满族', 'Manchu', '11'],
    DONG: ['侗族', 'Dong', '12'],
    YAO: ['瑶族', 'Yao', '13'],
    BAI: ['白族', 'Bai', '14'],
    TUJIA: ['土家族', 'Tujia', '15'],
    HANI: ['哈尼族', 'Hani', '16'],
    KAZAK: ['哈萨克族', 'Kazak', '17'],
    DAI: ['傣族', 'Dai', '18'],
    LI: ['黎族', 'Li', '19'],
    LISU: ['傈僳族', 'Lisu', '20'],
    VA: ['佤族', 'Va', '21'],
    SHE: ['畲族', 'She', '22'],
    GAOSHAN: ['高山族', 'Gaoshan', '23'],
    LAHU: ['拉祜族', 'Lahu', '24'],
    SUI: ['水族', 'Sui', '25'],
    DONGXIANG: ['东乡族', 'Dongxiang', '26'],
    NAXI: ['纳西族', 'Naxi', '27'],
    JINGPO: ['景颇族', 'Jingpo', '28'],
    KIRGIZ: ['柯尔克孜族', 'Kirgiz', '29'],
    TU: ['土族', 'Tu', '30'],
    DAUR: ['达斡尔族', 'Daur', '31'],
    MULAO: ['仫佬族', 'Mulao', '32'],
    QIANG: ['羌族', 'Qiang', '33'],
    BLANG: ['布朗族', 'Blang', '34'],
    SALAR: ['撒拉族', 'Salar', '35'],
    MAONAN: ['毛南族', 'Maonan', '36'],
    GELAO: ['仡佬族', 'Gelao', '37'],
    XIBE: ['锡伯族', 'Xibe', '38'],
    ACHANG: ['阿昌族', 'Achang', '39'],
    PUMI: ['普米族', 'Pumi', '40'],
    TAJIK: ['塔吉克族', 'Tajik', '41'],
    NU: ['怒族', 'Nu', '42'],
    UZBEK: ['乌孜别克族', 'Uzbek', '43'],
    RUSSIAN: ['俄罗斯族', 'Russian', '44'],
    EWENKI: ['鄂温克族', 'Ewenki', '45'],
    DEANG: ['德昂族', 'Deang', '46'],
    BONAN: ['保安族', 'Bonan', '47'],
    YUGUR: ['裕固族', 'Yugur', '48'],
    GIN: ['京族', 'Gin (Jing)', '49'],
    TATAR: ['塔塔尔族', 'Tatar', '50'],
    DERUNG: ['独龙族', 'Derung', '51'],
    OROQEN: ['鄂伦春族', 'Oroqen', '52'],
    HEZHEN: ['赫哲族', 'Hezhen', '53'],
    MONBA: ['门巴族', 'Monba', '54'],
    LHOBA: ['珞巴族', 'Lhoba', '55'],
    JINO: ['基诺族', 'Jino', '56'],
    OTHER: ['其他', 'Other', '97'],
    FOREIGN_ORIGIN: ['外国血统中国籍人士', 'Chinese citizen of foreign origin', '98'],
  },
)

export const ResidenceStatus = enumeration(
  'ResidenceStatus',
  '户籍状态',
  'State of the registration',
  'domain dossier 2.4, given',
  {
    ACTIVE: ['正常', 'Active'],
    MOVED_OUT: ['迁出', 'Moved out'],
    DECEASED: ['死亡注销', 'Deceased'],
    CANCELLED: ['注销', 'Cancelled'],
  },
)

const personal = { sensitivity: 'personal' } as const
const internal = { sensitivity: 'internal' } as const

@View(Person, {
  zh: '户籍人口',
  en: 'Registered residents',
  updated: 'daily',
})
export class Residence extends OfPerson {
  @Conditional(text, '姓名', 'Name', personal)
  name?: string

  @Conditional(oneOf(Sex), '性别', 'Sex', personal)
  sex?: MemberOf<typeof Sex>

  @Conditional(oneOf(Ethnicity), '民族', 'Ethnicity', personal)
  ethnicity?: MemberOf<typeof Ethnicity>

  @Conditional(date, '出生日期', 'Date of birth', personal)
  birthDate?: string

  @Conditional(text, '户号', 'Number of the household in the population register', personal)
  householdNo?: string

  @Conditional(oneOf(FamilyRelation), '与户主关系', 'Relation to the head', personal)
  relationToHead?: MemberOf<typeof FamilyRelation>

  @Conditional(
    link(() => Village),
    '户籍地村居代码',
    'Village of registration',
    personal,
  )
  villageCode?: string

  @Conditional(yesNo, '农村户口', 'Rural registration', personal)
  ruralFlag?: boolean

  @Conditional(oneOf(ResidenceStatus), '户籍状态', 'State of the registration', personal)
  residenceStatus?: MemberOf<typeof ResidenceStatus>
}

@View(Village, {
  per: 'month',
  zh: '村户籍人口统计',
  en: 'Registered population of the village',
  updated: 'monthly',
  rules: [
    notAbove('ruralPopulation', 'registeredPopulation'),
    notAbove('householdCount', 'registeredPopulation'),
  ],
})
export class VillagePopulation extends OfVillage {
  @Open(count('household', 'stock'), '总户数', 'Households')
  householdCount?: number

  @Open(count('person', 'stock'), '户籍人口', 'Registered population')
  registeredPopulation?: number

  @Open(count('person', 'stock'), '乡村(农业)人口', 'Rural population')
  ruralPopulation?: number

  @Open(count('person', 'flow'), '出生', 'Births')
  births?: number

  @Open(count('person', 'flow'), '死亡', 'Deaths')
  deaths?: number
}

@View(Village, {
  per: 'quarter',
  zh: '治安状况',
  en: 'Public order in the village',
  updated: 'quarterly',
})
export class PublicOrder extends OfVillage {
  @Conditional(count('case', 'flow'), '刑事案件数', 'Criminal cases', internal)
  criminalCases?: number

  @Conditional(count('case', 'flow'), '治安案件数', 'Public-security cases', internal)
  securityCases?: number

  @Conditional(money('flow'), '电信诈骗损失', 'Loss through telephone fraud', internal)
  fraudLoss?: string

  @Withheld(count('person', 'stock'), '在册吸毒人员', 'Registered drug users', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L5',
  })
  drugControlPersons?: number
}
