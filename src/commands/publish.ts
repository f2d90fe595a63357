import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { basename } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import cliProgress from 'cli-progress'
import { Command, Option } from 'commander'
import { bothLanguages } from '../ground/refusal.ts'
import { faultsAsCsv, type Report } from '../publishing/delivering/report.ts'
import type { Fault } from '../publishing/fault.ts'
import { pathOf } from './pathOf.ts'

interface Options {
  readonly view: string
  readonly token: string
  readonly url: string
  readonly key: string
  readonly dryRun?: true
  readonly whole?: true
  readonly older?: true
  readonly drawnOn?: string
  readonly correction?: string
  readonly report?: string
}

/** How the command ends; 409, 413 and 422 speak of the delivery, everything else of how it was sent. */
const exitCodes = { accepted: 0, refused: 1, notSent: 2 }
const speakOfTheDelivery = [409, 413, 422]
const faultsPrinted = 20
const broken = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']
const secondsBeforeRetry = 1

const command = new Command('publish')
  .description('报送一份文件。 Delivers a file to the running gateway, and prints its report.')
  .argument('<file>', 'CSV, NDJSON or XLSX')
  .requiredOption('--view <name>', 'what is delivered, such as statistics.VillageIncome')
  .addOption(
    new Option('--token <token>', "a data steward's token")
      .env('GATEWAY_TOKEN')
      .makeOptionMandatory(),
  )
  .option('--url <url>', 'where the gateway is', 'http://127.0.0.1:4000')
  .addOption(
    new Option('--key <key>', 'idempotency key: the same delivery again is stored once').default(
      randomUUID(),
      'a new one',
    ),
  )
  .option('--dry-run', 'check and report, and store nothing')
  .option('--whole', 'the file is the whole of its periods; what is not in it is withdrawn')
  .option('--older', 'put older data over newer')
  .option('--drawn-on <date>', 'the day on which the data was drawn, such as 2020-12-31')
  .option('--correction <reason>', 'why data of a closed year has to be corrected')
  .option('--report <file>', 'write the faults there, as CSV')
  .addHelpText(
    'after',
    '\nExit codes: 0 published, or checked without a fault; 1 refused; 2 wrong use, or no gateway there.',
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : exitCodes.notSent))

interface Answer {
  readonly status: number
  readonly body: string
}

function fail(zh: string, en: string): never {
  console.error(bothLanguages({ zh, en }))
  process.exit(exitCodes.notSent)
}

function addressOf({ url, view, ...wishes }: Options): URL {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    fail(`--url 不是网址：${url}。`, `--url is no address: ${url}; write http://127.0.0.1:4000.`)
  }
  const address = new URL(`/publish/${encodeURIComponent(view)}`, url)
  for (const name of ['dryRun', 'whole', 'older', 'drawnOn', 'correction'] as const) {
    const wish = wishes[name]
    if (wish !== undefined) address.searchParams.set(name, String(wish))
  }
  return address
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(pathOf(file)).catch(() => undefined)
  if (!found?.isFile()) fail(`没有这个文件：${file}。`, `There is no file "${file}".`)
  return found.size
}

/** Shows on stderr how much is sent, and that it is being worked on after that. */
function openProgress(bytes: number) {
  const bar = new cliProgress.SingleBar({
    format: '报送 Sending {bar} {percentage}% of {total} bytes',
    stream: process.stderr,
    noTTYOutput: true,
    hideCursor: true,
  })
  bar.start(bytes, 0)
  return {
    sent: (piece: number) => bar.increment(piece),
    arrived: () => {
      bar.stop()
      process.stderr.write('已送达，正在检查并入库… Arrived; checking and storing …\n')
    },
    close: () => bar.stop(),
  }
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  return { status: response.statusCode ?? 0, body: await text(response) }
}

/** Streams the file once; an answer that comes while it is still being sent ends the sending. */
function send(address: URL, file: string, bytes: number, { token, key }: Options): Promise<Answer> {
  const progress = openProgress(bytes)
  const request = (address.protocol === 'https:' ? overHttps : overHttp)(address, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-length': bytes,
      'idempotency-key': key,
      'x-file-name': encodeURIComponent(basename(file)),
    },
  })
  return new Promise<Answer>((resolve, reject) => {
    request.on('response', (response) => resolve(readAnswer(response)))
    request.on('error', reject)
    const counted = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        yield piece
        progress.sent(piece.length)
      }
    }
    pipeline(createReadStream(pathOf(file)), counted, request).then(progress.arrived, reject)
  }).finally(() => {
    progress.close()
    request.destroy()
  })
}

/** Sends once more where the connection broke before an answer came; the key makes it the same delivery. */
async function deliver(file: string, options: Options): Promise<Answer> {
  const address = addressOf(options)
  const bytes = await sizeOf(file)
  try {
    return await send(address, file, bytes, options)
  } catch (error) {
    if (!broken.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    process.stderr.write('连接中断，再送一次。 The connection broke; sending it once more.\n')
    await pause(secondsBeforeRetry * 1000)
    return send(address, file, bytes, options)
  }
}

function counts({ rows, inserted, changed, withdrawn }: Report) {
  const unchanged = rows - inserted - changed
  return {
    zh: `新增 ${inserted} 行，更正 ${changed} 行，撤回 ${withdrawn} 行，未变 ${unchanged} 行。`,
    en: `${inserted} rows added, ${changed} corrected, ${withdrawn} withdrawn, ${unchanged} unchanged.`,
  }
}

function outcomeOf(report: Report): string {
  const { outcome, batch, faultCount } = report
  const { zh, en } = counts(report)
  if (outcome === 'PUBLISHED')
    return `已发布：第 ${batch} 批，${zh}\nPublished as batch ${batch}: ${en}`
  if (outcome === 'CHECKED')
    return `试报通过，未入库：将${zh}\nChecked, and nothing stored; it would be: ${en}`
  return `未入库：有 ${faultCount} 处问题。\nNothing is stored; faults: ${faultCount}.`
}

function notesOf({ unresolved, examples }: Report): string[] {
  const references = unresolved.map(
    ({ column, rows, firstLine }) =>
      `“${column}”有 ${rows} 行所指的对象尚无登记，首见于第 ${firstLine} 行；数据照收。 ` +
      `${rows} rows, from line ${firstLine} on, name in "${column}" what nobody has listed yet; they are kept.`,
  )
  const skipped = `模板的示例行未计入：${examples} 行。 Rows of the template's example left out: ${examples}.`
  return [...references, ...(examples > 0 ? [skipped] : [])]
}

function lineOf(file: string, { line, column, ...sentence }: Fault): string {
  const place = line === undefined ? file : `${file}:${line}`
  const said = [place, column, bothLanguages(sentence)]
    .filter((part) => part !== undefined)
    .join(': ')
  // What a cell holds must not steer the terminal.
  return said.replace(/\p{Cc}/gu, ' ')
}

function print(file: string, report: Report): void {
  const { faults, faultCount } = report
  const beyond = faultCount - Math.min(faults.length, faultsPrinted)
  console.log(outcomeOf(report))
  for (const note of notesOf(report)) console.log(note)
  for (const fault of faults.slice(0, faultsPrinted)) console.log(lineOf(file, fault))
  if (beyond > 0) console.log(`另有 ${beyond} 处。 And ${beyond} more.`)
}

type Answered = Report | { readonly errors: readonly { readonly message: string }[] }

function read({ status, body }: Answer): Answered {
  try {
    return JSON.parse(body)
  } catch {
    return fail(
      `答复(${status})无法识别；此处不是网关。`,
      `The answer (${status}) cannot be read; this is no gateway.`,
    )
  }
}

command.parse()
const options = command.opts<Options>()
const [file = ''] = command.args
const answer = await deliver(file, options).catch((error: Error) =>
  fail(
    `送不到 ${options.url}：网关没有开启，或连接中断。`,
    `Nothing came back from ${options.url} (${error.message}); start the gateway, or look at --url.`,
  ),
)
const answered = read(answer)
if ('errors' in answered) {
  for (const { message } of answered.errors) console.error(message)
} else {
  print(file, answered)
  if (options.report) await writeFile(pathOf(options.report), faultsAsCsv(answered))
}
const isRefused = speakOfTheDelivery.includes(answer.status)
process.exitCode =
  answer.status === 200 ? exitCodes.accepted : isRefused ? exitCodes.refused : exitCodes.notSent
