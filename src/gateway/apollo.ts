import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { bothLanguages, Refusal, statusOf } from '../ground/refusal.ts'
import type { Request } from './context.ts'
import { executor, type Parts } from './executor.ts'

const masked = bothLanguages({
  zh: '网关内部出错，已记录；请稍后再试。',
  en: 'Something went wrong inside the gateway; it has been noted. Try again later.',
})

/** The refusal inside an error, however many errors of the library's own are wrapped around it. */
function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  return error instanceof GraphQLError && error.originalError
    ? refusalIn(error.originalError)
    : undefined
}

/** Lets through what was meant for clients, by an allow-list of codes, and masks all else. */
function formatting(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const refusal = refusalIn(error)
    const code = String(refusal?.extensions.code ?? formatted.extensions?.code)
    if (!(code in statusOf)) {
      logger.error({ err: error }, 'an operation failed')
      const { path } = formatted
      const extensions = { code: 'INTERNAL_SERVER_ERROR' }
      return { message: masked, ...(path ? { path } : {}), extensions }
    }
    const {
      http: _http,
      stacktrace: _trace,
      ...extensions
    } = {
      ...formatted.extensions,
      ...refusal?.extensions,
    }
    return {
      message: refusal?.message ?? formatted.message,
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { ...extensions, code },
    }
  }
}

/** Apollo Server around our own executor: it parses, validates and keeps documents; the plan decides. */
export function apolloServer(parts: Parts & { readonly logger: Logger }): ApolloServer<Request> {
  const { schema, logger } = parts
  const execute = executor(parts)
  const load = async () => ({ executor: (execution: unknown) => execute(execution as never) })
  return new ApolloServer<Request>({
    gateway: {
      load: load as never,
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' })
        return () => undefined
      },
      stop: async () => undefined,
    },
    // The cache-control plugin wraps every resolver, which doubles the cost of a wide query.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    // Apollo's own adds a line end, for which a long answer is copied once more.
    stringifyResult: (result) => JSON.stringify(result),
    // Only POST with application/json and a bearer token comes this far: no browser sends that unasked.
    csrfPrevention: false,
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatting(logger),
    logger: logger as never,
    parseOptions: { maxTokens: 2_000 },
  })
}
