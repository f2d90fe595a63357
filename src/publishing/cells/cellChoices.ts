import type { Enumeration, Member } from '../../ground/enumeration.ts'
import { nearestName } from '../../ground/nearestName.ts'
import { halfWidth, remembered, type TextReader, Wrong } from './cellReader.ts'

const yesAndNo: readonly (readonly [yes: string, no: string])[] = [
  ['是', '否'],
  ['有', '无'],
  ['对', '错'],
  ['真', '假'],
  ['√', '×'],
  ['✓', '✗'],
  ['✔', '✘'],
  ['Y', 'N'],
  ['YES', 'NO'],
  ['T', 'F'],
  ['TRUE', 'FALSE'],
  ['1', '0'],
]
const truths = new Map(
  yesAndNo.flatMap(([yes, no]) => [
    [yes, 'true'],
    [no, 'false'],
  ]),
)
const notYesOrNo = new Wrong(
  '请写“是”或“否”；没有数据时留空。',
  'Write 是 (yes) or 否 (no), and leave the cell blank where it is not known.',
)

/** Reads yes or no in the ways in which forms tick them. */
export const readYesNo: TextReader = remembered(
  (text) => truths.get(halfWidth(text).toUpperCase()) ?? notYesOrNo,
)

const mostListed = 12

/** A label as it is compared: half-width, in small letters, without blanks. */
function folded(label: string): string {
  return halfWidth(label).toLowerCase().replace(/\s/g, '')
}

function wordsOf({ name, code, zh, en }: Member): string[] {
  return [name, zh, en, ...(code === undefined ? [] : [code])].map(folded)
}

/**
 * What officials write for short: the label without what stands in brackets or behind a colon,
 * either half of "本人或户主" and "兄、弟、姐、妹", 男 for 男性 and 汉 for 汉族.
 */
function shortFormsOf({ zh }: Member): string[] {
  const head = folded(zh).replace(/(?:\(.*\)|:.*)$/, '')
  const parts = head.split(/[、或]/)
  return [head, ...parts, head.replace(/[性族]$/, '')].filter((form) => form !== '')
}

/** The member that each word means; a short form counts only where it can mean no other member. */
function meanings({ name, members }: Enumeration): Map<string, Member> {
  const known = new Map<string, Member>()
  for (const member of members) {
    for (const word of wordsOf(member)) {
      if ((known.get(word) ?? member) !== member) {
        throw new Error(`"${word}" names two members of ${name}`)
      }
      known.set(word, member)
    }
  }
  const shortForms = members.flatMap((member) =>
    [...new Set(shortFormsOf(member))].map((form) => [form, member] as const),
  )
  const forms = shortForms.map(([form]) => form)
  for (const [form, member] of shortForms) {
    const isUnique = forms.indexOf(form) === forms.lastIndexOf(form)
    if (isUnique && !known.has(form)) known.set(form, member)
  }
  return known
}

function hasLostZero(word: string, { code = '' }: Member): boolean {
  return /^\d+$/.test(word) && code === word.padStart(code.length, '0')
}

function lostZero({ code, zh, en }: Member): Wrong {
  return new Wrong(
    `代码前面的 0 可能丢失了；请写 ${code} 或“${zh}”，并把该列设为“文本”格式。`,
    `The code may have lost its leading zero; write ${code} or "${en}", in a column set to text.`,
  )
}

function unknown(nearest: Member | undefined, { zh, en, members }: Enumeration): Wrong {
  const isShort = members.length <= mostListed
  const [zhAll, enAll] = [
    members.map((member) => `“${member.zh}”`).join(''),
    members.map((member) => `"${member.en}"`).join(', '),
  ]
  return new Wrong(
    `“${zh}”中没有这一项${nearest ? `，最接近的是“${nearest.zh}”` : ''}；${isShort ? `可以写：${zhAll}。` : '请写规定的名称或代码。'}`,
    `${en} has no such member${nearest ? `, the nearest is "${nearest.en}"` : ''}; ${isShort ? `write one of ${enAll}.` : 'write one of its labels or codes.'}`,
  )
}

/** Reads a member of a code list by its name, code or label, and gives its name. */
export function memberReader(enumeration: Enumeration): TextReader {
  const known = meanings(enumeration)
  const unread = (word: string): Wrong => {
    const padded = enumeration.members.find((member) => hasLostZero(word, member))
    if (padded) return lostZero(padded)
    const isLikely = /^\D.{1,39}$/u.test(word)
    const nearest = isLikely ? nearestName(word, known.keys()) : undefined
    return unknown(known.get(nearest ?? ''), enumeration)
  }
  return remembered((text) => {
    const word = folded(text)
    return known.get(word)?.name ?? unread(word)
  })
}
