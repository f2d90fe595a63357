const inChinese: Readonly<Record<string, string>> = {
  daily: '每日',
  monthly: '每月',
  quarterly: '每季度',
  'half-yearly': '每半年',
  'every half-year': '每半年',
  'each term': '每学期',
  annual: '每年',
  'on change': '有变动时',
  'annual dynamic adjustment': '每年动态调整',
  'annual re-rating': '每年重新评级',
  'monthly corrections': '每月更正',
}

/** How often an owner promises to publish, said in Chinese; as the dossier says it where that is new. */
export function cadenceInChinese(updated: string): string {
  return updated
    .split(', ')
    .map((part) => inChinese[part] ?? part)
    .join('，')
}
