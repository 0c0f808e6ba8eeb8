import type { IncomingMessage } from 'node:http'

/** What of an HTTP request decides about its answer. */
export interface Asked {
  readonly method: string
  /** As it stands in the request line. */
  readonly target: string
  /** Names of headers in small letters, in their order. */
  readonly names: readonly string[]
  readonly header: (name: string) => string | undefined
  /** Of who asks. */
  readonly address: string
  /** It came over TLS. */
  readonly isSecure: boolean
  /** It asks to become a WebSocket. */
  readonly isUpgrade: boolean
}

/** The request of Node's parser. */
export function askedOf(
  request: IncomingMessage,
  { address, isSecure }: Pick<Asked, 'address' | 'isSecure'>,
  isUpgrade: boolean,
): Asked {
  const { method = '', url = '', rawHeaders, headers } = request
  return {
    method,
    target: url,
    names: rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase()),
    header: (name) => {
      const value = Object.hasOwn(headers, name) ? headers[name] : undefined
      return Array.isArray(value) ? value.join(', ') : value
    },
    address,
    isSecure,
    isUpgrade,
  }
}

/** The path, without what is asked of it. */
export const pathOf = ({ target }: Asked): string => target.split('?')[0] ?? ''
