/** The one port of earshot: TCP for chat and UDP for discovery, so that one firewall rule opens both. */
export const defaultPort = 16_667

/**
 * The UDP port that daemons and clients meet at. It is a constant of the protocol, also where chat
 * listens elsewhere; `EARSHOT_DISCOVERY_PORT` moves it for tests. Throws when that is not a port.
 */
export function discoveryPort(env: Readonly<Record<string, string | undefined>>): number {
  const text = env['EARSHOT_DISCOVERY_PORT']
  if (text === undefined || text === '') return defaultPort
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new Error(
    `EARSHOT_DISCOVERY_PORT is ${JSON.stringify(text)}, which is not a port: unset it, or give a number from 1 to 65535.`,
  )
}
