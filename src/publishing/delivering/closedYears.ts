import { sql } from 'kysely'
import { Refusal } from '../../ground/refusal.ts'
import { historyOf, tableOf } from '../../store/sqlPieces.ts'
import type { Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import type { Incoming, Wishes } from './incoming.ts'
import { delivered, differing, sameKey, takenAway } from './storing.ts'

/** The periods that a delivery speaks of, in order. */
export async function periodsIn(transaction: Transaction, { per }: Deliverable): Promise<string[]> {
  if (!per) return []
  const rows = await transaction.rows<{ period: string }>(
    sql`select distinct period from ${delivered} order by period`,
  )
  return rows.map(({ period }) => period)
}

/** A closed year takes only what is marked as a correction, with its reason. */
export async function heedClosedYears(
  transaction: Transaction,
  of: Deliverable,
  periods: readonly string[],
  correction: string | undefined,
): Promise<boolean> {
  const years = [...new Set(periods.map((period) => Number(period.slice(0, 4))))]
  const closed = await transaction.rows<{ year: number }>(
    sql`select year from publishing.closed_year where year = any(${years}) order by year for share`,
  )
  if (closed.length === 0) return false
  if (correction) return true
  const named = closed.map(({ year }) => year).join('、')
  throw new Refusal('CONFLICT', {
    zh: `${named}年的数据已经关账，“${of.zh}”未作任何改动；确需更正的，请标明为更正并写明理由(correction)。`,
    en: `The year ${named} is closed, and nothing in ${of.name} was changed; if it has to be corrected, mark the delivery as a correction and say why ("correction").`,
  })
}

/**
 * An older file may not go over newer data unless its publisher says that it should. Only files that say
 * on which day they were drawn can be told apart; what a newer file took away counts as its data too.
 */
export async function heedNewerData(
  { transaction, of, columns, publisher }: Incoming,
  { drawnOn, older = false, whole = false }: Wishes,
): Promise<void> {
  if (!drawnOn || older) return
  const [newer] = await transaction.rows<{ number: string; drawn: string; rows: string }>(
    sql`select b.number, to_char(b.drawn_on, 'YYYY-MM-DD') as drawn, count(*) as rows
      from (
        select t.batch from ${differing(of, columns)}
        ${whole ? sql`union all select t.batch from ${takenAway(of, publisher)}` : sql``}
        union all select l.until_batch from ${delivered} d cross join lateral (
          select h.until_batch from ${historyOf(of)} h where ${sameKey(of, 'h', 'd')}
          order by h.until_batch desc limit 1) l
        where not exists (select from ${tableOf(of)} t where ${sameKey(of, 't', 'd')})
      ) touched(number)
      join publishing.batch b on b.number = touched.number
      where b.drawn_on > ${drawnOn}::date
      group by b.number order by rows desc limit 1`,
  )
  if (!newer) return
  throw new Refusal('CONFLICT', {
    zh: `这份数据的截止日期是 ${drawnOn}，而其中 ${newer.rows} 行已有 ${newer.drawn} 的数据(第 ${newer.number} 批)；未作任何改动。确要以旧代新的，请加 older=true。`,
    en: `This file was drawn on ${drawnOn}, but ${newer.rows} of its rows stand there as of ${newer.drawn} (batch ${newer.number}); nothing was changed. To put older data over newer all the same, say older=true.`,
  })
}
