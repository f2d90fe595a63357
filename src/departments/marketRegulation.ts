import { Cooperative } from '../entities/cooperative.ts'
import { Enterprise } from '../entities/enterprise.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { date, link, money, oneOf, text } from '../ground/factType.ts'
import { notBefore } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市市场监督管理局(工商)',
  short: '市场监管局',
  en: 'Tongren Market Supervision and Administration Bureau (formerly Industry and Commerce)',
  renamed: {
    from: '2019-01',
    zh: '铜仁市市场监督管理局',
    en: 'Tongren Market Supervision and Administration Bureau',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

export const EntityType = enumeration(
  'EntityType',
  '主体类型',
  'Kind of market entity',
  'domain dossier 2.4, given; the codes are the first two characters of the credit code',
  {
    ENTERPRISE: ['企业', 'Enterprise', '91'],
    SOLE_TRADER: ['个体工商户', 'Sole trader', '92'],
    COOPERATIVE: ['农民专业合作社', "Farmers' specialised cooperative", '93'],
  },
)

export const OperatingStatus = enumeration(
  'OperatingStatus',
  '登记状态',
  'State of the registration of a market entity',
  'proposed',
  {
    ACTIVE: ['存续(在营、开业、在册)', 'Active'],
    SUSPENDED: ['停业', 'Suspended'],
    LICENCE_REVOKED: ['吊销未注销', 'Licence revoked, not yet deregistered'],
    DEREGISTERED: ['注销', 'Deregistered'],
    ANNULLED: ['撤销登记', 'Registration annulled'],
    MOVED_OUT: ['迁出', 'Moved to another registrar'],
    OTHER: ['其他', 'Other'],
  },
)

export const ListKind = enumeration(
  'ListKind',
  '名录类别',
  'List that a market entity is put on',
  'domain dossier 2.4, given',
  {
    ABNORMAL: ['经营异常名录', 'Abnormal operation'],
    SERIOUS: ['严重违法失信名单', 'Serious violation of law'],
  },
)

@View([Cooperative, Enterprise], {
  zh: '市场主体登记',
  en: 'Registration of market entities',
  updated: 'daily',
})
export class EntityRegistration extends OfLegalEntity {
  @Open(text, '名称', 'Name')
  entityName?: string

  @Open(oneOf(EntityType), '主体类型', 'Kind of entity')
  entityType?: MemberOf<typeof EntityType>

  // Open although personal: the enterprise register publishes it.
  @Open(text, '法定代表人', 'Legal representative', { sensitivity: 'personal' })
  legalRepresentative?: string

  @Open(
    money('stock', { writtenIn: '10kCNY' }),
    '注册资本/出资总额',
    'Registered capital, or total contributions of the members',
  )
  registeredCapital?: string

  @Open(date, '成立日期', 'Date of establishment')
  establishedDate?: string

  @Open(oneOf(OperatingStatus), '登记状态', 'State of the registration')
  operatingStatus?: MemberOf<typeof OperatingStatus>

  @Open(
    link(() => Village),
    '住所所在村居',
    'Village it is seated in',
  )
  villageCode?: string

  @Open(text, '经营范围', 'Scope of business')
  businessScope?: string
}

@View([Cooperative, Enterprise], {
  each: { name: 'listNo', zh: '列入编号', en: 'Number of the entry on the list' },
  zh: '经营异常与严重违法名录',
  en: 'Lists of abnormal operation and of serious violations of law',
  updated: 'on change',
  tellsOf: 'concerned',
  rules: [notBefore('removedDate', 'listedDate')],
})
export class AbnormalList extends OfLegalEntity {
  listNo!: string

  @Open(oneOf(ListKind), '名录类别', 'Which list')
  listKind?: MemberOf<typeof ListKind>

  @Open(date, '列入日期', 'Date of listing')
  listedDate?: string

  @Open(text, '列入原因', 'Reason for listing')
  listedReason?: string

  @Open(date, '移出日期', 'Date of removal')
  removedDate?: string
}
