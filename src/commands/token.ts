import { Command, Option } from 'commander'
import { gatherCatalogue } from '../catalogue/catalogue.ts'
import { parseAreaCode } from '../ground/areaCode.ts'
import { readSettings, SettingsRefused } from '../ground/settings.ts'
import type { Role } from '../sharing/caller.ts'
import { openDemoIssuer } from '../sharing/demoIssuer.ts'
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

try {
  const settings = readSettings(process.env)
  if (settings.production)
    command.error('With NODE_ENV=production there is no demonstration issuer.')
  const caller = await callerFrom(command.parse().opts<Options>())
  await claimDataDirectory(settings.dataDir)
  const issuer = await openDemoIssuer(settings)
  console.log(await issuer.sign(caller))
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error
  command.error(error.message)
}
