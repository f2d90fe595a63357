import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Whether a `Host` header, with its port or without, names this very machine. */
function namesThisMachine(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? ''
  return name === 'localhost' || isLoopback(name)
}

/** What a proxy adds: who comes through one may be anybody, whatever the other headers say. */
const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * Whether somebody asks from this machine, of this machine. A page from elsewhere whose name was made to
 * lead here asks under its own name; whoever writes the headers himself comes from his own address.
 */
export function isAskedAtHome({ headers, headersDistinct, socket }: IncomingMessage): boolean {
  const [host, another] = headersDistinct.host ?? []
  return (
    host !== undefined &&
    another === undefined &&
    namesThisMachine(host) &&
    isLoopback(socket.remoteAddress ?? '') &&
    !passedOn.some((name) => name in headers)
  )
}
