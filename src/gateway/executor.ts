import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { badInput, Refusal } from '../ground/refusal.ts'
import { knownIndicatorsOf } from '../indicators/catalogued.ts'
import { openFigures } from '../indicators/figures.ts'
import { ledgerOver } from '../publishing/ledger.ts'
import type { Publishing } from '../publishing/publish.ts'
import { type AccessPlan, planAccess } from '../sharing/accessPlan.ts'
import { limits } from '../sharing/limits.ts'
import type { Database } from '../store/database.ts'
import type { Context, Request } from './context.ts'
import { Loaders } from './loaders.ts'

type Run = (context: Context, variables: Record<string, unknown>) => Promise<ExecutionResult>

const compiled = new WeakMap<DocumentNode, Map<string, Run>>()

/** One error for each cause: a statement that fails once may have left a thousand rows without their view. */
function oneForEachCause(errors: readonly GraphQLError[]): GraphQLError[] {
  const byCause = new Map<unknown, GraphQLError>()
  for (const error of errors) {
    const { message, path, locations, originalError } = error
    const cause = originalError ?? error
    if (byCause.has(cause)) continue
    const extensions = originalError instanceof GraphQLError ? originalError.extensions : {}
    const whole = new GraphQLError(message, { path, originalError, extensions })
    Object.defineProperty(whole, 'locations', { value: locations, enumerable: true })
    byCause.set(cause, whole)
  }
  return [...byCause.values()]
}

/** Compiles an operation once; the documents themselves are kept, and let go, by the server's own store. */
function compile(schema: GraphQLSchema, document: DocumentNode, name: string): Run {
  const byName = compiled.get(document) ?? new Map<string, Run>()
  compiled.set(document, byName)
  const known = byName.get(name)
  if (known) return known
  const query = compileQuery<Record<string, never>, Record<string, unknown>>(
    schema,
    document,
    name,
    {
      // Rows come out of the database in the form in which they are answered.
      disableLeafSerialization: true,
    },
  )
  if (!isCompiledQuery(query))
    throw query.errors?.[0] ?? new Error('the operation does not compile')
  const run: Run = async (context, variables) => {
    const result = await query.query({}, context, variables)
    return result.errors ? { ...result, errors: oneForEachCause(result.errors) } : result
  }
  byName.set(name, run)
  return run
}

/** Says what is wrong with a variable without repeating the whole of what was given. */
function withoutValue(error: GraphQLError): GraphQLError {
  if (error.originalError instanceof Refusal) return error
  const [, variable = '', why = error.message] =
    /^Variable "\$(\w+)" got invalid value .*?; (.*)$/s.exec(error.message) ?? []
  return badInput({
    zh: `变量 ${variable && `$${variable} `}与其类型不符。`,
    en: `A variable does not fit its type${variable && `: $${variable}`}. ${why.slice(0, 200)}`,
  })
}

/** What Apollo Server hands over of a request: parsed, validated, its operation chosen. */
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
  readonly database: Pick<Database, 'reader' | 'bulk'>
  readonly publishing: Publishing
  /** Whether what is here was invented; then every answer says so. */
  readonly synthetic: boolean
}

/** A mutation is checked whole before anything is written: one at a time, and nothing of it refused. */
function checkMutation({ refusals, rootFields }: AccessPlan): void {
  const [refusal] = refusals
  if (refusal) throw refusal
  if (rootFields === 1) return
  throw badInput({
    zh: '一次只能执行一个变更操作；请分开提交，以免前面的已生效而后面的被拒绝。',
    en: 'An operation holds one mutation only; send them one by one, so that none takes effect beside one that is refused.',
  })
}

/** Plans, then executes one operation; what the plan refuses is blank, with one error for each fact. */
export function executor({ schema, catalogue, database, publishing, synthetic }: Parts) {
  const { reader } = database
  const ledger = ledgerOver(catalogue, reader)
  const figures = openFigures(catalogue, knownIndicatorsOf(catalogue))
  const execute = async (
    document: DocumentNode,
    name: string,
    given: Record<string, unknown>,
    request: Request,
  ): Promise<ExecutionResult> => {
    const operation = getOperationAST(document, name || undefined)
    if (!operation) {
      throw badInput({
        zh: `文档中没有名为“${name.slice(0, 40)}”的操作；请在 operationName 中写明其一。`,
        en: `The document has no operation "${name.slice(0, 40)}"; name one of its own in operationName.`,
      })
    }
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      given,
      { maxErrors: 5 },
    )
    if (errors) return { errors: errors.map(withoutValue) }
    const asked = { document, name, variables: coerced }
    const plan = await planAccess(schema, catalogue, asked, request)
    if (operation.operation === 'mutation') checkMutation(plan)
    const { caller } = request
    const loaders = new Loaders(catalogue, reader, plan, caller.area)
    const context: Context = {
      caller,
      catalogue,
      plan,
      loaders,
      figures: figures.over(reader),
      reader,
      database,
      ledger,
      publishing,
    }
    const result = await compile(schema, document, name)(context, given)
    const cost = { rows: plan.rows, limit: limits.LIMIT_ROWS.most }
    const extensions = synthetic ? { cost, synthetic } : { cost }
    if (plan.refusals.length === 0) return { ...result, extensions }
    if (request.blanksInExtensions) {
      const blanks = plan.refusals.map((refusal) => withoutHttp(refusal.toJSON()))
      return { ...result, extensions: { ...extensions, blanks } }
    }
    return { ...result, errors: [...(result.errors ?? []), ...plan.refusals], extensions }
  }

  return async ({ document, request, context }: Execution) => {
    try {
      return await execute(document, request.operationName ?? '', request.variables ?? {}, context)
    } catch (error) {
      if (error instanceof Refusal) return { errors: [error] }
      throw error
    }
  }
}

function withoutHttp({ extensions, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _http, ...rest } = extensions ?? {}
  return { ...error, extensions: rest }
}
