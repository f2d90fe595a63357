import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Whether a `Host` header, with its port or without, names this very machine. */
function namesThisMachine(host: string): boolean {
  const [, name = ''] = /^\[?([0-9a-z.:-]+?)\]?(?::\d+)?$/i.exec(host) ?? []
  return name.toLowerCase() === 'localhost' || isLoopback(name)
}

/** What a proxy adds: who comes through one may be anybody, whatever the other headers say. */
const passedOn = /^(forwarded|via|x-forwarded|x-real-ip|x-client-ip|x-original|true-client|cf-)/

/** Whether a page of another site asks; who is no page says nothing of it. */
function isAskedElsewhere({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return (
    (origin !== undefined && origin !== `http://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  )
}

/**
 * Whether somebody asks from this machine, of this machine. A page from elsewhere whose name was made to
 * lead here asks under its own name; whoever writes the headers himself comes from his own address. A proxy
 * on this machine tells itself by what it adds, or by the old HTTP that proxies speak.
 */
export function isAskedAtHome(request: IncomingMessage): boolean {
  const { headers, headersDistinct, httpVersion, socket } = request
  const [host, another] = headersDistinct.host ?? []
  return (
    host !== undefined &&
    another === undefined &&
    httpVersion === '1.1' &&
    namesThisMachine(host) &&
    isLoopback(socket.remoteAddress ?? '') &&
    !isAskedElsewhere(headers) &&
    !Object.keys(headers).some((name) => passedOn.test(name))
  )
}
