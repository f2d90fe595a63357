import { GraphQLError, type GraphQLErrorExtensions } from 'graphql'

/** One sentence in Chinese and in English. */
export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** The codes that may reach a client; every other error is masked. */
export const statusOf = {
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
  LIMIT_DEPTH: 400,
  LIMIT_ALIASES: 400,
  LIMIT_ROOT_FIELDS: 400,
  LIMIT_FIELDS: 400,
  LIMIT_ROWS: 400,
  LIMIT_PAGE_SIZE: 400,
  LIMIT_FILTER: 400,
  LIMIT_LIST: 400,
  LIMIT_ORDER: 400,
  LIMIT_EXPLANATIONS: 400,
  LIMIT_COST: 400,
  LIMIT_VALUES: 400,
  LIMIT_QUERY: 400,
  LIMIT_REPEATS: 400,
  LIMIT_TEXT: 400,
  LIMIT_VARIABLE_DEPTH: 400,
  LIMIT_VARIABLES: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 200,
  CONFLICT: 409,
  IDEMPOTENCY_MISMATCH: 409,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
} as const
export type RefusalCode = keyof typeof statusOf

/** Both languages in one line, Chinese first. */
export function bothLanguages({ zh, en }: Sentence): string {
  return `${zh} ${en}`
}

/** An error that may be shown: its code, its sentence, and what a program needs to act on it. */
export class Refusal extends GraphQLError {
  readonly sentence: Sentence

  constructor(
    code: RefusalCode,
    sentence: Sentence,
    extensions: Record<string, unknown> = {},
    options: { path?: readonly (string | number)[]; status?: number } = {},
  ) {
    const status = options.status ?? statusOf[code]
    const { retryAfterSeconds } = extensions
    const headers = retryAfterSeconds
      ? new Map([['retry-after', String(retryAfterSeconds)]])
      : undefined
    const http = status === 200 ? {} : { http: { status, ...(headers ? { headers } : {}) } }
    super(bothLanguages(sentence), {
      extensions: { code, ...extensions, ...http } as GraphQLErrorExtensions,
      ...(options.path ? { path: options.path } : {}),
    })
    this.sentence = sentence
  }
}

/** What is told in place of an error that nobody outside should hear: only that it was noted, and where. */
export class Masked extends GraphQLError {
  constructor(requestId: string | undefined, place?: GraphQLError) {
    super(
      bothLanguages({
        zh: '网关内部出错，已记录；请稍后再试，或将 requestId 告知运维人员。',
        en: 'Something went wrong inside the gateway; it has been noted. Try again later, or tell the operator the requestId.',
      }),
      {
        nodes: place?.nodes ?? null,
        path: place?.path ?? null,
        extensions: {
          code: 'INTERNAL_SERVER_ERROR',
          ...(requestId ? { requestId } : {}),
          // What has no place in an answer leaves none.
          ...(place ? {} : { http: { status: 500 } }),
        },
      },
    )
  }
}

/** Whether an error may be shown: it was made to be, or bears one of the codes. */
export function isMeantForClients(error: GraphQLError): boolean {
  const { originalError, extensions } = error
  if (error instanceof Masked || originalError instanceof Refusal) return true
  return String(extensions.code) in statusOf
}

/** The request itself is wrong: says what was given and what would be right. */
export function badInput(sentence: Sentence, extensions: Record<string, unknown> = {}): Refusal {
  return new Refusal('BAD_USER_INPUT', sentence, extensions)
}

/** No such thing, or not in the caller's area: the same words for both. */
export function notFound(zh: string, en: string, key: string): Refusal {
  return new Refusal('NOT_FOUND', {
    zh: `没有编号为“${key}”的${zh}，或不在您的辖区内。`,
    en: `No ${en} "${key}" exists, or it lies outside your area.`,
  })
}
