const millisecondsADay = 86_400_000

/** A calendar day as a number that counts on by one a day. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / millisecondsADay
}

/** A century has few days, and a city asks for each of them many times. */
const written = new Map<number, string>()

/** A day's date, yyyy-mm-dd. */
export function dateOf(day: number): string {
  let date = written.get(day)
  if (date === undefined) {
    date = new Date(day * millisecondsADay).toISOString().slice(0, 10)
    written.set(day, date)
  }
  return date
}

/** The same day so many months later, or the last one of a month that is too short. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * millisecondsADay)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / millisecondsADay
}

/** The calendar year of a day. */
export function yearOf(day: number): number {
  return new Date(day * millisecondsADay).getUTCFullYear()
}
