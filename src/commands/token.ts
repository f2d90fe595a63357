import { Command, Option } from 'commander'
import { gatherCatalogue } from '../catalogue/catalogue.ts'
import { noDemonstrationOver, realDataIn } from '../demo/realData.ts'
import { parseAreaCode } from '../ground/areaCode.ts'
import { readSettings, type Settings, SettingsRefused } from '../ground/settings.ts'
import type { Role } from '../sharing/caller.ts'
import { openDemoIssuer } from '../sharing/demoIssuer.ts'
import { asking } from '../store/asking.ts'
import { claimDataDirectory } from '../store/dataDirectory.ts'

interface Options {
  readonly department?: string
  readonly role: 'reader' | 'steward'
  readonly as?: Role
  readonly area?: string
}

const offices = ['office', 'official', 'authority', 'auditor']

const command = new Command('token')
  .description('演示令牌。 Prints a token of the demonstration, and nothing else.')
  .option('--department <code>', 'a member department, such as finance')
  .addOption(
    new Option('--role <role>', 'what it may do there')
      .choices(['reader', 'steward'])
      .default('reader'),
  )
  .addOption(new Option('--as <office>', 'an office instead of a department').choices(offices))
  .option('--area <code>', 'bind the caller to an area, such as 520624')

async function callerFrom({ department, role, as, area }: Options) {
  const { departments } = await gatherCatalogue()
  const known = departments.map(({ slug }) => slug)
  if (!department === !as)
    command.error('Name either --department or --as, such as --department finance.')
  if (department && !known.includes(department)) {
    command.error(`There is no department "${department}"; there are ${known.join(', ')}.`)
  }
  if (area !== undefined && parseAreaCode(area)?.code !== area) {
    command.error(`"${area}" is not an area code; write 5206, 520624, 520624102 or 520624102201.`)
  }
  if (as === 'official' && !area)
    command.error('An official has an area: --as official --area 520624.')
  return {
    role: as ?? role,
    ...(department ? { department } : {}),
    ...(area ? { area } : {}),
  }
}

/** Refuses where a gateway with these settings would have no demonstration issuer. */
async function mustBeDemonstration(settings: Settings): Promise<void> {
  if (settings.production || settings.jwksFile) {
    command.error(
      'NODE_ENV=production 或设有 JWKS_FILE 时没有演示签发方。 With NODE_ENV=production, or with JWKS_FILE, ' +
        'there is no demonstration issuer.',
    )
  }
  const { databaseUrl, demonstrationOverRealData } = settings
  // The embedded database is the gateway's own while it runs; that one refuses to start with such an issuer.
  if (!databaseUrl || demonstrationOverRealData) return
  const catalogue = await gatherCatalogue()
  const real = await asking(databaseUrl, (ask) => realDataIn(catalogue, ask))
  if (real) throw noDemonstrationOver(real)
}

try {
  const settings = readSettings(process.env)
  const caller = await callerFrom(command.parse().opts<Options>())
  await mustBeDemonstration(settings)
  await claimDataDirectory(settings.dataDir)
  const issuer = await openDemoIssuer(settings)
  console.log(await issuer.sign(caller))
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error
  command.error(error.message)
}
