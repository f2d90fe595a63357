import { bytesIn } from '../../store/namelessFile.ts'

/** Of a text in GBK hardly any characters are uncommon; of Big5 read as GBK, more than half. */
const mostUncommon = 1 / 4
const firstLead = 0x81

/** GB 2312 without its foreign letters: what nearly all that is written in GBK consists of. */
function isCommon(lead: number, trail: number): boolean {
  if (trail < 0xa1 || lead < 0xa1 || lead > 0xf7) return false
  return lead <= 0xa3 || lead >= 0xb0
}

/**
 * Whether a text that GBK can read is likelier to be Big5: it is sound in that as well, and too much of it
 * would be characters that are seldom written.
 */
export async function mayBeBig5(file: number): Promise<boolean> {
  const decoder = new TextDecoder('big5', { fatal: true })
  let [pairs, uncommon, lead] = [0, 0, 0]
  try {
    for await (const bytes of bytesIn(file)) {
      decoder.decode(bytes, { stream: true })
      for (const byte of bytes) {
        if (lead === 0) {
          lead = byte >= firstLead ? byte : 0
          continue
        }
        pairs += 1
        if (!isCommon(lead, byte)) uncommon += 1
        lead = 0
      }
    }
    decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
  return uncommon > 0 && uncommon >= pairs * mostUncommon
}
