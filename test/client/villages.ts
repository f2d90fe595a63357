import {
  type TypedDocumentString,
  VillagesOfCountyDocument,
  type VillagesOfCountyQuery,
} from './generated/graphql.ts'

// Prints the poor villages of a county in a year, a line each:
// GATEWAY=http://127.0.0.1:4000 TOKEN=… node test/client/villages.ts 520627 2017

const { GATEWAY: gateway = 'http://127.0.0.1:4000', TOKEN: token = '' } = process.env
const [county = '520627', year = '2017'] = process.argv.slice(2)

type Village = NonNullable<VillagesOfCountyQuery['villages']>['nodes'][number]

/** Sends a typed document: variables that do not fit do not compile, and the answer is typed. */
async function ask<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: NoInfer<Variables>,
): Promise<Answer> {
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      // What may not be read is null and listed in extensions.blanks; errors are left for failures.
      'x-blanks': 'extensions',
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  })
  const { data, errors } = (await response.json()) as {
    data?: Answer
    errors?: { message: string }[]
  }
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('\n'))
  return data
}

async function* poorVillages(): AsyncGenerator<Village> {
  let after: string | null = null
  do {
    const { villages }: VillagesOfCountyQuery = await ask(VillagesOfCountyDocument, {
      county,
      year,
      after,
    })
    yield* villages?.nodes ?? []
    after = villages?.pageInfo.hasNextPage ? villages.pageInfo.endCursor : null
  } while (after)
}

function line({ code, name, kind, statistics, povertyOffice }: Village): string {
  const word = kind === 'VILLAGE' ? '村' : '社区'
  // Money is exact, in yuan, and therefore text; a blank is null, never zero.
  const income = statistics.income?.disposableIncomePerCapita?.replace(/\.00$/, '') ?? '-'
  const poor = povertyOffice.status?.remainingPoorPersons ?? '-'
  return [code, word, name, income, poor].join('\t')
}

for await (const village of poorVillages()) console.log(line(village))
