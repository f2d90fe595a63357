import { ApolloServer, type ApolloServerOptions } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { type DocumentNode, GraphQLError, type GraphQLFormattedError } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { isMeantForClients, Masked } from '../../ground/refusal.ts'
import type { Request } from '../graph/context.ts'
import { roomOf } from '../operation/document.ts'
import { executor, type Parts } from '../operation/executor.ts'

/** The error that was meant for clients, however many errors of the library's own are wrapped around it. */
function meantIn(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError)) return undefined
  return meantIn(error.originalError) ?? (isMeantForClients(error) ? error : undefined)
}

/** Lets through what was meant for clients, by an allow-list of codes, and masks all else. */
function formatting(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const meant = meantIn(error) ?? new Masked(undefined)
    if (!meantIn(error)) logger.error({ err: error }, 'an operation failed')
    const { http: _http, ...extensions } = meant.extensions
    return {
      message: meant.message,
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions,
    }
  }
}

/** How much room kept documents may take, in bytes. */
const mostKept = 12_000_000

/**
 * Keeps parsed documents by the room that they really take: every token of the text, comments too, which
 * Apollo Server's own store does not see.
 */
function documentStore(): NonNullable<ApolloServerOptions<Request>['documentStore']> {
  const kept = new LRUCache<string, DocumentNode>({ maxSize: mostKept, sizeCalculation: roomOf })
  return {
    get: async (key) => kept.get(key),
    set: async (key, document) => void kept.set(key, document),
    delete: async (key) => kept.delete(key),
  }
}

/** Apollo Server around our own executor: it parses, validates and keeps documents; the plan decides. */
export function apolloServer(parts: Parts): ApolloServer<Request> {
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
    documentStore: documentStore(),
    // The executor validates, once it has held a document to the limits that validation itself needs.
    dangerouslyDisableValidation: true,
  })
}
