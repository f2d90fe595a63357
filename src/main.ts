import cliProgress from 'cli-progress'
import { type Catalogue, gatherCatalogue } from './catalogue/catalogue.ts'
import { fillWithSyntheticCity } from './demo/fill.ts'
import { graphiqlPages } from './gateway/graphiql.ts'
import { startGateway } from './gateway/server.ts'
import { readSettings, type Settings, SettingsRefused } from './ground/settings.ts'
import { openDemoIssuer } from './sharing/demoIssuer.ts'
import { fileTrust, type Trust } from './sharing/tokens.ts'
import { openDatabase } from './store/database.ts'
import { claimDataDirectory } from './store/dataDirectory.ts'

const oldest = [22, 17]

function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldest
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new SettingsRefused(
    `Node.js 版本太旧。 This is Node.js ${process.versions.node}; the gateway needs ${oldest.join('.')} or ` +
      'newer. Start it with "npm start", which brings its own.',
  )
}

/** The issuer of the tokens that hold here, and the page that lends out tokens of the demonstration. */
async function whomToTrust(
  settings: Settings,
  { departments }: Catalogue,
): Promise<{ trust: Trust; pages: object; token?: string }> {
  const { tokenIssuer: issuer, tokenAudience: audience, jwksFile } = settings
  if (jwksFile) return { trust: await fileTrust(jwksFile, issuer, audience), pages: {} }
  await claimDataDirectory(settings.dataDir)
  const demo = await openDemoIssuer(settings)
  return {
    trust: { keys: demo.keys, issuer, audience },
    pages: graphiqlPages(
      demo,
      departments.map(({ slug }) => slug),
      settings.syntheticCity,
    ),
    token: await demo.sign({ role: 'reader', department: 'finance' }),
  }
}

async function start(): Promise<void> {
  refuseOldNode()
  const settings = readSettings(process.env)
  const catalogue = await gatherCatalogue()
  const { trust, pages, token } = await whomToTrust(settings, catalogue)
  const database = await openDatabase(catalogue, settings)
  if (settings.syntheticCity) {
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
  const gateway = await startGateway(catalogue, database, settings, trust, pages as never)
  console.log(`\n网关已就绪 The gateway is ready: ${gateway.url}/graphql`)
  if (token) {
    console.log(`点此试用 Click here to try it:  ${gateway.url}/graphiql`)
    console.log(`点此报送 Click here to publish: ${gateway.url}/publish`)
    console.log(
      `数据均为模拟 All data is synthetic.\n\n财政局读取令牌 Token of a reader of finance:\n${token}\n`,
    )
    console.log(
      '其他令牌 Other tokens: npm run -s token -- --department agriculture --role steward',
    )
  }
  const stop = async () => {
    await gateway.close()
    await database.close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

start().catch((error: unknown) => {
  // What the operator can mend is a sentence; everything else is a defect and shows where it arose.
  console.error(error instanceof SettingsRefused ? error.message : error)
  process.exit(1)
})
