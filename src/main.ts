import cliProgress from 'cli-progress'
import { type Catalogue, gatherCatalogue } from './catalogue/catalogue.ts'
import { fillWithSyntheticCity } from './demo/fill.ts'
import { askingOf, noDemonstrationOver, realDataIn } from './demo/realData.ts'
import { type Gateway, startGateway } from './gateway/gateway.ts'
import { graphiqlPages } from './gateway/pages/graphiql.ts'
import { DeclarationRefused } from './ground/declarationRefused.ts'
import { readSettings, type Settings, SettingsRefused } from './ground/settings.ts'
import { fileTrust, type Trust } from './sharing/bearerTokens.ts'
import { openDemoIssuer } from './sharing/demoIssuer.ts'
import { type Database, openDatabase } from './store/database.ts'
import { claimDataDirectory } from './store/dataDirectory.ts'

/** Whose tokens hold here, the pages that lend some out, and what is said of them at the start. */
interface Issuing {
  readonly trust: Trust
  readonly pages: ReturnType<typeof graphiqlPages>
  readonly said: (url: string) => string
}

async function fill(catalogue: Catalogue, database: Database, settings: Settings): Promise<void> {
  const bar = new cliProgress.SingleBar(
    {
      format: '装入模拟城市 Filling in the synthetic city {bar} {percentage}% {eta_formatted}',
      noTTYOutput: true,
    },
    cliProgress.Presets.shades_classic,
  )
  let started = false
  await fillWithSyntheticCity(catalogue, database, settings, (done, of) => {
    if (!started) bar.start(of, 0)
    started = true
    bar.update(Math.min(done, of))
  })
  if (started) bar.stop()
}

/** The demonstration's issuer, where every row is synthetic or the setting names the risk, and its page. */
async function demonstration(
  catalogue: Catalogue,
  database: Database,
  settings: Settings,
): Promise<Issuing> {
  const real = await realDataIn(catalogue, askingOf(database.reader))
  if (real && !settings.demonstrationOverRealData) throw noDemonstrationOver(real)
  await claimDataDirectory(settings.dataDir)
  const demo = await openDemoIssuer(settings)
  const slugs = catalogue.departments.map(({ slug }) => slug)
  const token = await demo.sign({ role: 'reader', department: 'finance' })
  const nature = real
    ? `数据未必是模拟的，而任何人都能取得任何令牌！ Data may be real (${real.en}), and anybody gets any token!`
    : '数据均为模拟 All data is synthetic.'
  return {
    trust: { keys: demo.keys, issuer: settings.tokenIssuer, audience: settings.tokenAudience },
    pages: graphiqlPages(demo, slugs, !real),
    said: (url) =>
      [
        `点此试用 Click here to try it:  ${url}/graphiql`,
        `点此报送 Click here to publish: ${url}/publish`,
        `点此阅读 Click here to read on: ${url}/docs`,
        `${nature}\n\n财政局读取令牌 Token of a reader of finance:\n${token}\n`,
        '其他令牌 Other tokens: npm run -s token -- --department agriculture --role steward',
      ].join('\n'),
  }
}

/** Opens the gateway over an open database. */
async function open(
  catalogue: Catalogue,
  database: Database,
  settings: Settings,
  trusted: Trust | undefined,
): Promise<Gateway> {
  if (settings.syntheticCity) await fill(catalogue, database, settings)
  const { trust, pages, said }: Issuing = trusted
    ? { trust: trusted, pages: {}, said: () => '' }
    : await demonstration(catalogue, database, settings)
  const gateway = await startGateway(catalogue, database, settings, trust, pages)
  console.log(`\n网关已就绪 The gateway is ready: ${gateway.url}/graphql\n${said(gateway.url)}`)
  return gateway
}

/** How long the database is given to close once nobody is served any more. */
const closingMs = 1_000

/** Ends the process when it is told to: what runs is finished first, and told a second time it ends at once. */
function endWhenTold(gateway: Gateway, database: Database, { shutdownSeconds }: Settings): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) process.exit(1)
    isEnding = true
    console.log(
      `正在停止，最多 ${shutdownSeconds} 秒；再按一次立即结束。 Ending within ${shutdownSeconds} s; press again to end at once.`,
    )
    // Whatever does not end by itself by then is broken off: what was not stored whole is not stored at all.
    setTimeout(() => process.exit(0), shutdownSeconds * 1000 + closingMs).unref()
    await gateway.close()
    await database.close()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  const { jwksFile, tokenIssuer, tokenAudience } = settings
  const trusted = jwksFile ? await fileTrust(jwksFile, tokenIssuer, tokenAudience) : undefined
  const catalogue = await gatherCatalogue()
  const database = await openDatabase(catalogue, settings)
  try {
    endWhenTold(await open(catalogue, database, settings, trusted), database, settings)
  } catch (error) {
    await database.close()
    throw error
  }
}

start().catch((error: unknown) => {
  // What the operator can mend is a sentence; everything else is a defect and shows where it arose.
  const isSentence = error instanceof SettingsRefused || error instanceof DeclarationRefused
  console.error(isSentence ? error.message : error)
  process.exit(1)
})
