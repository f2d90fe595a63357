import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { bothLanguages, type Sentence } from '../../ground/refusal.ts'

/** Far more than departments have systems, and far fewer than a process may have open. */
const mostConnections = 5_000
const longestHeaderSeconds = 10
/** How long a socket is kept for somebody who has been told why it closes. */
const partingMs = 1_000

const noHttp: Sentence = {
  zh: '请求不是有效的 HTTP/1.1 报文。',
  en: 'The request is no valid HTTP/1.1 message.',
}
const tooLate: Sentence = {
  zh: '请求未能及时到达。',
  en: 'The request did not arrive in time.',
}
const noTunnel: Sentence = {
  zh: '此处不是代理；查询请 POST 到 /graphql。',
  en: 'This is no proxy; POST queries to /graphql.',
}

const told: Readonly<Record<string, readonly [string, Sentence]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', noHttp],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', tooLate],
}

/** Answers below any request, and lets go of the socket. */
function part(socket: Duplex, status: string, sentence: Sentence, headers = ''): void {
  const message = bothLanguages(sentence)
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] })
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\n${headers}` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
  // Who never closes his end does not keep ours open.
  setTimeout(() => socket.destroy(), partingMs).unref()
}

/** What cannot even be read as a request is answered like all else, and the connection closed. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse }
  // An answer that has begun is not mixed with another.
  if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent) {
    socket.destroy()
    return
  }
  const [status, sentence] = told[error.code ?? ''] ?? ['400 Bad Request', noHttp]
  part(socket, status, sentence)
}

/**
 * A server whose clients have so many seconds to go on: with what they send, and with what they are to read.
 * Only whoever waits for the gateway, which `isWaitedAt` tells of a socket, may be as still as they like.
 */
export function patientServer(
  clientSeconds: number,
  isWaitedAt: (socket: Socket) => boolean,
  listener: RequestListener,
): Server {
  const server = createServer({ connectionsCheckingInterval: 1_000 }, listener)
  server.headersTimeout = Math.min(longestHeaderSeconds, clientSeconds) * 1000
  // A large delivery takes its time; that it does go on is seen to where bodies are read.
  server.requestTimeout = 0
  server.maxConnections = mostConnections
  server.timeout = clientSeconds * 1000
  server.on('timeout', (socket) => {
    if (isWaitedAt(socket)) socket.setTimeout(server.timeout)
    else socket.destroy()
  })
  // Whatever a client expects, it is answered as it would be without saying so.
  server.on('checkExpectation', listener)
  server.on('clientError', answerUnreadable)
  server.on('connect', (_request, socket) => {
    part(socket, '405 Method Not Allowed', noTunnel, 'allow: GET, POST\r\n')
  })
  return server
}
