import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { Caller } from '../../src/sharing/caller.ts'
import { randomFrom } from '../judging/randomOperations.ts'
import { buildCity, withClient } from './city.ts'
import { openIssuer } from './issuer.ts'
import { peakMemory } from './memory.ts'
import { end, startGateway } from './variants.ts'

const connections = 8
/** How often is told what is held. */
const readings = 20

/** One kind of request of the mix: how many in a hundred, and how one is made. */
interface Kind {
  readonly name: string
  readonly share: number
  readonly query: () => string
  /** Whether it is answered by a refusal. */
  readonly isRefused?: boolean
}

const levels = ['COUNTY', 'TOWNSHIP', 'VILLAGE']
const codes = ['A01', 'A03', 'B05', 'C01', 'C04', 'C08', 'D01', 'D05', 'S01', 'S13', 'T02', 'T08']
const facts = ['remainingPoorPersons', 'registeredPersons', 'exitedPersons', 'registeredHouseholds']

/** What departments, analysts and the clumsy ask, with other areas, years, names and formulas each time. */
function mixOf(villages: readonly string[], random: () => number): Kind[] {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const village = () => pick(villages)
  const year = () => String(2017 + Math.floor(random() * 4))
  const number = () => Math.floor(random() * 1_000_000)
  const alias = () => `a${number()}`
  const within = () => `within: "${village().slice(0, pick([6, 6, 9]))}"`
  return [
    {
      name: 'a village and some facts',
      share: 39,
      query: () =>
        `{ village(code: "${village()}") { name povertyOffice { status(period: "${year()}") { ${pick(facts)} ${pick(facts)} } } } }`,
    },
    {
      name: 'the same under names of its own',
      share: 15,
      query: () =>
        `query Q${number()} { ${alias()}: village(code: "${village()}") { ${alias()}: name povertyOffice { ${alias()}: status(period: "${year()}") { ${alias()}: ${pick(facts)} } } } }`,
    },
    {
      name: 'households of a village',
      share: 10,
      query: () =>
        `{ village(code: "${village()}") { households(first: ${5 + Math.floor(random() * 20)}) { nodes { id povertyOffice { __typename } } } } }`,
    },
    {
      name: 'figures of an area',
      share: 15,
      query: () =>
        `{ village(code: "${village()}") { indicator(code: "${pick(codes)}", period: "${year()}") { value status owing { view } } } }`,
    },
    {
      name: 'a table of figures',
      share: 5,
      query: () =>
        `{ indicatorValues(codes: ["${pick(codes)}"], level: ${pick(levels)}, ${within()}, periods: ["${year()}"]) { totalCount nodes { areaCode values { value } } } }`,
    },
    {
      name: 'an own formula',
      share: 9,
      query: () =>
        `{ compute(formula: "sum(povertyOffice.VillageStatus.${pick(facts)}) * ${number()} / 7", level: ${pick(levels)}, ${within()}, periods: ["${year()}"]) { nodes { values { value } } } }`,
    },
    {
      name: 'support',
      share: 1,
      query: () =>
        `{ village(code: "${village()}") { support(period: "${year()}") { total items { value } } } }`,
    },
    {
      name: 'the assessment of this year or the last',
      share: 1,
      query: () =>
        `{ assessment(year: ${pick(['2019', '2020'])}) { villages(${within()}, first: 20) { nodes { areaCode score rankInCity contributions { lost nextValue } } } } }`,
    },
    {
      name: 'no field',
      share: 3,
      isRefused: true,
      query: () => `{ village(code: "${village()}") { ${alias()} } }`,
    },
    { name: 'no query', share: 2, isRefused: true, query: () => `{ village(code: ${number()}` },
  ]
}

/** Asks once; answers the status and whether there was an error. */
function ask(
  url: string,
  token: string,
  agent: Agent,
  query: string,
): Promise<{ status: number; failed: boolean }> {
  const body = JSON.stringify({ query })
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      let start = ''
      response.on('data', (piece: Buffer) => {
        if (start.length < 20) start += piece.toString('latin1', 0, 20)
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, failed: start.startsWith('{"errors"') }),
      )
    })
    sent.end(body)
  })
}

/** The callers of the mix: most of what they ask they may read. */
const callers: Omit<Caller, 'subject'>[] = [
  { role: 'reader', department: 'ruralCredit' },
  { role: 'reader', department: 'finance' },
  { role: 'office' },
]

/** Sends the mix, and tells every so often what the gateway holds once all is let go that can be. */
export async function benchMemory({ requests }: { requests: number }): Promise<void> {
  const city = await buildCity()
  const issuer = await openIssuer()
  const gateway = await startGateway(city.url, issuer, [
    '--expose-gc',
    '--max-semi-space-size=8',
    '--heap-growing-percent=30',
  ])
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  try {
    const villages = await withClient(city.url, async (client) => {
      const { rows } = await client.query('select code from shared.village order by code')
      return rows.map(({ code }) => code as string)
    })
    const tokens = await Promise.all(callers.map((caller) => issuer.sign(caller as never)))
    const random = randomFrom(20261127)
    const kinds = mixOf(villages, random)
    const drawn = kinds.flatMap((kind) => Array<Kind>(kind.share).fill(kind))
    const kindOf = () => drawn[Math.floor(random() * drawn.length)] as Kind
    const counts = new Map<string, number>()
    const wrong = new Map<string, number>()
    let sent = 0
    const sender = async (until: number) => {
      while (sent < until) {
        sent += 1
        const kind = kindOf()
        const token = tokens[sent % tokens.length] ?? ''
        const { status, failed } = await ask(gateway.url, token, agent, kind.query())
        counts.set(kind.name, (counts.get(kind.name) ?? 0) + 1)
        if (status >= 500 || failed !== (kind.isRefused ?? false)) {
          const name = `${kind.name}: ${status}`
          wrong.set(name, (wrong.get(name) ?? 0) + 1)
        }
      }
    }
    console.log(
      '\n| requests | heap, MB | outside the heap, MB | resident, MB |\n| --- | --- | --- | --- |',
    )
    for (let reading = 1; reading <= readings; reading++) {
      const until = Math.round((requests * reading) / readings)
      await Promise.all(Array.from({ length: connections }, () => sender(until)))
      const answer = once(gateway.child, 'message')
      gateway.child.send('memory')
      const [{ heapUsed, external, rss }] = (await answer) as [NodeJS.MemoryUsage]
      const mb = (bytes: number) => (bytes / 1_048_576).toFixed(0)
      console.log(`| ${sent} | ${mb(heapUsed)} | ${mb(external)} | ${mb(rss)} |`)
    }
    const most = await peakMemory(gateway.child.pid ?? 0)
    console.log(`\nAt most ${most.toFixed(0)} MB resident.`)
    for (const [name, count] of counts) console.log(`${name}: ${count}`)
    for (const [name, count] of wrong) console.log(`not as expected, ${name}: ${count}`)
  } finally {
    agent.destroy()
    await end(gateway.child)
    await issuer.forget()
    await city.stop()
  }
}
