import { expect, it } from 'vitest'
import { isCalendarDate, today } from '../../src/ground/calendarDate.ts'

it.each([
  '2019-12-31',
  '2020-02-29',
  '2000-02-29',
  '1949-10-01',
  '0001-01-01',
  '0099-12-31',
  '9999-12-31',
])('%s is a day', (text) => {
  expect(isCalendarDate(text)).toBe(true)
})

it.each([
  '2023-02-30',
  '2023-02-29',
  '1900-02-29',
  '2019-04-31',
  '2019-13-01',
  '2019-00-10',
  '2019-01-00',
  '2019-01-32',
  '0000-01-01',
  '2019-1-1',
  '20191231',
  '2019/12/31',
  '2019-12-31T00:00:00Z',
  '+002019-12-31',
  '-2019-12-31',
  ' 2019-12-31',
  '2019-12-31\n',
  '2019-12-31\0',
  'today',
  'infinity',
  '',
])('%j is none', (text) => {
  expect(isCalendarDate(text)).toBe(false)
})

it('knows as many days as the calendar has', () => {
  const days = (year: number) => {
    let found = 0
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        if (isCalendarDate(text)) found++
      }
    }
    return found
  }
  expect([1900, 2000, 2019, 2020, 2100].map(days)).toEqual([365, 366, 365, 366, 365])
})

it('says the day it is in China', () => {
  expect(today(new Date('2019-12-31T15:59:59Z'))).toBe('2019-12-31')
  expect(today(new Date('2019-12-31T16:00:00Z'))).toBe('2020-01-01')
})
