import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers one request; a place ending in `/*` answers for all that lies under it. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
) => Promise<void> | void
