import { sql } from 'kysely'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { divided, rounded } from './expressed.ts'
import { type Gathering, gatherAggregates, gatherFacts, UnitColumns } from './gathering.ts'
import type { Indicator } from './indicator.ts'
import { Readings, type Sql } from './readings.ts'
import { aggregatesIn, type Term } from './term.ts'
import { type Question, unitsIn } from './unitsOfAreas.ts'

/** What the statement answers to a question in whose area a unit lies; counts come as text. */
export interface Answer {
  /** Which of the questions is answered, from 1. */
  readonly question: number
  readonly units: string
  readonly contributors: string
  readonly silent: string
  readonly value: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  /** The formula's own numerator and denominator, for a unit of which a mean is made above. */
  readonly ownNumerator: string | null
  readonly ownDenominator: string | null
  /** Who took part in the denominator, where it has a formula of its own. */
  readonly denominatorContributors: string | null
  readonly denominatorSilent: string | null
  /** The last period read, by view. */
  readonly lastPeriods: Readonly<Record<string, string | null>>
}

/**
 * One statement for an indicator and any number of areas and years, whatever the areas' levels: `l`
 * says which units lie where, `r` what was computed of each, and the answer gathers them.
 */
export function statementFor(
  catalogue: Catalogue,
  indicator: Indicator,
  questions: readonly Question[],
): Sql {
  const readings = new Readings()
  const columns = new UnitColumns()
  const gather = (term: Term) =>
    (aggregatesIn(term).length > 0 ? gatherAggregates : gatherFacts)(term, readings, columns)
  const figure = figureOf(indicator, gather)
  const periods = readings.periods().map(([name, period]) => ({ name, last: columns.add(period) }))
  const lastPeriods = periods.flatMap(({ name, last }) => [sql`${name}::text`, sql`max(${last})`])
  return sql`
    with l as (${unitsIn(catalogue, indicator.entity, questions)}), r as (
      select l.question, l.year ${columns.list()} from l ${readings.joins()}
    )
    select r.question, count(*) as units, ${figure},
      jsonb_build_object(${sql.join(lastPeriods)}) as "lastPeriods"
    from r group by r.question, r.year`
}

/** The columns of the answer: the figure, what it is made of, and who took part. */
function figureOf(indicator: Indicator, gather: (term: Term) => Gathering): Sql {
  const { definition, value, fraction, ofHowMany } = indicator
  const gathering = gather(value)
  const nothing = sql`null::text`
  const asText = (term: Term | undefined) => (term ? sql`(${gathering.over(term)})::text` : nothing)
  const parts = {
    value: rounded(gathering.over(value), definition.decimals),
    numerator: asText(ofHowMany ? value : fraction?.numerator),
    denominator: asText(fraction?.denominator),
    ownNumerator: nothing,
    ownDenominator: nothing,
    contributors: gathering.contributors,
    silent: gathering.silent,
    denominatorContributors: sql`null::bigint`,
    denominatorSilent: sql`null::bigint`,
  }
  if (definition.rise === 'meanOfVillages') {
    const { sum, number } = gathering.mean()
    parts.ownNumerator = parts.numerator
    parts.ownDenominator = parts.denominator
    parts.value = rounded(divided(sum, number), definition.decimals)
    parts.numerator = rounded(sum, definition.decimals)
    parts.denominator = sql`(${number})::text`
  }
  if (ofHowMany) {
    const whole = gather(ofHowMany)
    parts.denominator = sql`(${whole.over(ofHowMany)})::text`
    parts.denominatorContributors = whole.contributors
    parts.denominatorSilent = whole.silent
  }
  return sql.join(Object.entries(parts).map(([name, part]) => sql`${part} as ${sql.id(name)}`))
}
