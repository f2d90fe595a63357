const hoursAheadOfUtc = 8

/** Whether a text is a day that exists, yyyy-mm-dd, years 0001–9999 (RFC 3339, full-date). */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The day it is in China, yyyy-mm-dd: eight hours ahead of UTC, summer and winter. */
export function today(now: Date = new Date()): string {
  return new Date(now.getTime() + hoursAheadOfUtc * 3_600_000).toISOString().slice(0, 10)
}
