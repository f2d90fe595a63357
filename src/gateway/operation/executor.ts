import type {
  DocumentNode,
  ExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
  GraphQLSchema,
} from 'graphql'
import type { Logger } from 'pino'
import { type Assessments, openAssessments } from '../../assessment/assessments.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { badInput, isMeantForClients, Masked, Refusal } from '../../ground/refusal.ts'
import { knownIndicatorsOf } from '../../indicators/figures/catalogued.ts'
import { type FigureLoader, type Figures, openFigures } from '../../indicators/figures/figures.ts'
import { readingsOf } from '../../indicators/meaning/ownFormula.ts'
import { type Ledger, ledgerOver } from '../../publishing/delivering/ledger.ts'
import type { Publishing } from '../../publishing/delivering/openPublishing.ts'
import { type AccessPlan, type Cost, planAccess } from '../../sharing/accessPlan.ts'
import type { Caller } from '../../sharing/caller.ts'
import { limits } from '../../sharing/limits.ts'
import type { Operation } from '../../sharing/operation.ts'
import type { Asker } from '../../store/admission.ts'
import type { Database } from '../../store/database.ts'
import type { Transaction } from '../../store/transaction.ts'
import { hasLeft } from '../../store/turnedAway.ts'
import type { Context, Request } from '../graph/context.ts'
import { Defect } from '../rows/defect.ts'
import { Loaders } from '../rows/loaders.ts'
import { operationNamed, validated } from './document.ts'
import { execute } from './execute.ts'
import { programsOf } from './programs.ts'
import { coerceVariables } from './variables.ts'

/** One error for each cause: a statement that fails once may have left a thousand rows without their view. */
function oneForEachCause(errors: readonly GraphQLError[]): GraphQLError[] {
  const causes = new Set<unknown>()
  return errors.filter((error) => {
    const cause = error.originalError ?? error
    if (causes.has(cause)) return false
    causes.add(cause)
    return true
  })
}

/** What Apollo Server hands over of a request: parsed, its query no longer than it may be. */
export interface Execution {
  readonly document: DocumentNode
  readonly request: {
    /** As the client named it: Apollo Server's own is null where the document has no such operation. */
    readonly operationName?: string
    readonly variables?: Record<string, unknown>
  }
  readonly context: Request
}

/** What an operation is executed over. */
export interface Parts {
  readonly schema: GraphQLSchema
  readonly catalogue: Catalogue
  readonly database: Pick<Database, 'snapshot' | 'transaction'>
  readonly publishing: Publishing
  /** Whether what is here was invented; then every answer says so. */
  readonly synthetic: boolean
  readonly logger: Logger
  /** From how many households or persons on a figure is shown to those who may not read what it is made of. */
  readonly fewestShown: number
}

/** A mutation is checked whole before anything is written: one at a time, and nothing of it refused. */
function checkMutation({ root }: Operation, { refusals }: AccessPlan): void {
  const [refusal] = refusals
  if (refusal) throw refusal
  if (root.filter(({ sharing }) => sharing.may).length <= 1) return
  throw badInput({
    zh: '一次只能执行一个变更操作；请分开提交，以免前面的已生效而后面的被拒绝。',
    en: 'An operation holds one mutation only; send them one by one, so that none takes effect beside one that is refused.',
  })
}

function shown({ rows, price }: Cost): object {
  return { price, limit: limits.LIMIT_COST.most, rows }
}

/** A department's systems share alike, as do those of an office, of an area's government, and others. */
function askerOf({ subject, role, department, area = '' }: Caller): Asker {
  return { share: department ?? `${role} ${area}`, subject }
}

type Sources = Pick<Parts, 'catalogue' | 'database' | 'publishing'> & {
  readonly figures: Figures
  readonly assessments: Assessments
}

/** What the bodies of one operation lean on; what few operations need is made when it is asked for. */
class OperationContext implements Context {
  readonly caller: Context['caller']
  readonly catalogue: Catalogue
  readonly seals: Context['seals']
  readonly purpose?: string
  readonly loaders: Loaders
  readonly reader: Context['reader']
  readonly assessments: Assessments
  readonly publishing: Publishing
  readonly #sources: Sources
  readonly #plan: AccessPlan
  readonly #snapshot: ReturnType<Database['snapshot']>
  #figures: FigureLoader | undefined
  #ledger: Ledger | undefined

  constructor(
    sources: Sources,
    request: Request,
    plan: AccessPlan,
    snapshot: ReturnType<Database['snapshot']>,
  ) {
    const { catalogue, publishing, assessments } = sources
    this.caller = request.caller
    this.catalogue = catalogue
    this.seals = request.seals
    if (request.purpose !== undefined) this.purpose = request.purpose
    this.reader = snapshot.reader
    this.loaders = new Loaders(catalogue, snapshot.reader, plan, request)
    this.assessments = assessments
    this.publishing = publishing
    this.#sources = sources
    this.#plan = plan
    this.#snapshot = snapshot
  }

  get figures(): FigureLoader {
    this.#figures ??= this.#asPlanned(this.#sources.figures.over(this.reader))
    return this.#figures
  }

  /** Computes a caller's own formula only from what the plan has let decide, or lets everybody count. */
  #asPlanned(figures: FigureLoader): FigureLoader {
    const compute: FigureLoader['compute'] = (indicator, questions) => {
      const { single, aggregated } = readingsOf(this.catalogue, indicator)
      const unplanned = [...single, ...aggregated].find(
        (entry) => entry.fact.aggregate !== 'open' && !this.#plan.mayDecide(entry),
      )
      if (unplanned) throw new Defect(`a formula reads ${unplanned.name}, which the plan knows not`)
      return figures.compute(indicator, questions)
    }
    return { ...figures, compute }
  }

  get ledger(): Ledger {
    this.#ledger ??= ledgerOver(this.catalogue, this.reader)
    return this.#ledger
  }

  get database(): Context['database'] {
    return { transaction: (work) => this.#write(work) }
  }

  anew(): Promise<void> {
    return this.#snapshot.state.renew()
  }

  /** The embedded database has one connection: what is read lets go of it before anything is written. */
  async #write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    await this.anew()
    return this.#sources.database.transaction(work)
  }
}

/** Plans, then executes one operation; what the plan refuses is blank, with one error for each fact. */
export function executor({
  schema,
  catalogue,
  database,
  publishing,
  synthetic,
  logger,
  fewestShown,
}: Parts) {
  const figures = openFigures(catalogue, knownIndicatorsOf(catalogue), { fewestShown })
  const assessments = openAssessments(catalogue, knownIndicatorsOf(catalogue))
  const programFor = programsOf(schema)

  const sources = { catalogue, database, publishing, figures, assessments }

  const run = async ({
    document,
    request,
    context: asking,
  }: Execution): Promise<ExecutionResult> => {
    const valid = validated(schema, document)
    if (Array.isArray(valid)) return { errors: valid }
    const named = operationNamed(valid, request.operationName)
    const variables = coerceVariables(schema, named, request.variables ?? {})
    if (Array.isArray(variables)) return { errors: variables }
    const program = programFor(document, valid, named, variables)
    const args = program.argumentsFor(variables)
    const plan = await planAccess(catalogue, program.operation, args, asking)
    if (program.operation.kind === 'mutation') checkMutation(program.operation, plan)
    const snapshot = database.snapshot(askerOf(asking.caller), asking.signal)
    const { state } = snapshot
    try {
      if (program.operation.kind === 'mutation') await state.admitted()
      const context = new OperationContext(sources, asking, plan, snapshot)
      const { data, errors } = await execute(program, plan, args, context)
      if (asking.signal.aborted) throw hasLeft()
      if (state.refusal) throw state.refusal
      return answerOf(data, shownTo(asking, errors), plan, asking.blanksInExtensions)
    } finally {
      await state.end()
    }
  }

  const answerOf = (
    data: ExecutionResult['data'],
    errors: GraphQLError[],
    { refusals, cost }: AccessPlan,
    blanksInExtensions: boolean,
  ): ExecutionResult => {
    const told = blanksInExtensions ? errors : [...errors, ...refusals]
    const blanks = refusals.map((refusal) => withoutHttp(refusal.toJSON()))
    return {
      ...(told.length > 0 ? { errors: told } : {}),
      data: data ?? null,
      extensions: {
        cost: shown(cost),
        ...(synthetic ? { synthetic } : {}),
        ...(blanksInExtensions && blanks.length > 0 ? { blanks } : {}),
      },
    }
  }

  /** What may be told of what went wrong; the rest is noted, and found by the number of the request. */
  const shownTo = ({ requestId }: Request, errors: readonly GraphQLError[]): GraphQLError[] =>
    oneForEachCause(errors).map((error) => {
      if (isMeantForClients(error)) return error
      logger.error({ err: error.originalError ?? error, requestId }, 'an operation failed')
      return new Masked(requestId, error)
    })

  return async (execution: Execution): Promise<ExecutionResult> => {
    const { requestId } = execution.context
    try {
      return await run(execution)
    } catch (error) {
      if (error instanceof Refusal) return { errors: [error] }
      logger.error({ err: error, requestId }, 'an operation failed')
      return { errors: [new Masked(requestId)] }
    }
  }
}

function withoutHttp({ extensions, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _http, ...rest } = extensions ?? {}
  return { ...error, extensions: rest }
}
