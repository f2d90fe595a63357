/** The three classes of China's rules on sharing government data: what leaves its owner, and how. */
export const sharingClasses = {
  open: { zh: '无条件共享', en: 'any member department may read it' },
  conditional: { zh: '有条件共享', en: 'needs a grant, a purpose and a time limit; logged' },
  withheld: { zh: '不予共享', en: 'never leaves its owner as a value' },
} as const
export type Sharing = keyof typeof sharingClasses

/** How much harm a leak would do, from nothing to a person's health, debts or identity (GB/T 35273-2017). */
export const sensitivities = {
  public: { zh: '公开', en: 'public' },
  internal: { zh: '内部', en: 'internal' },
  personal: { zh: '个人信息', en: 'personal' },
  'sensitive-personal': { zh: '个人敏感信息', en: 'sensitive personal' },
} as const
export type Sensitivity = keyof typeof sensitivities

/** The laws on which a department may withhold a fact; to be confirmed by a lawyer. */
export const legalBases = {
  L1: { zh: '征信业管理条例', en: 'Regulation on the credit reference industry' },
  L2: { zh: '商业银行法(银行保密)', en: 'Commercial Bank Law (bank secrecy)' },
  L3: { zh: '统计法(单个调查对象资料)', en: 'Statistics Law (individual returns)' },
  L4: { zh: '税收征收管理法第八条', en: 'Tax Collection Law, article 8' },
  L5: { zh: '禁毒、社区矫正与案件保密', en: 'Drug-control, correction and case secrecy' },
  L6: { zh: '医疗保密', en: 'Medical confidentiality' },
  L7: { zh: '党组织与干部人事档案', en: 'Party organisation and personnel files' },
} as const
export type LegalBasis = keyof typeof legalBases
