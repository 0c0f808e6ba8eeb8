import { fold } from '../../protocol/casemap.ts'
import { isUtf8 } from '../../protocol/wire.ts'

/** A name and its password. */
export interface Credentials {
  readonly account: string
  readonly password: string
}

/**
 * `[authzid] NUL authcid NUL passwd` (RFC 4616 §2); undefined for anything else. Nobody acts for another account, so an
 * authorization identity has to be the same.
 */
export function readPlain(response: string): Credentials | undefined {
  const [authzid = '', account = '', password = '', ...more] = response.split('\0')
  if (more.length > 0 || account === '' || password === '' || !isUtf8(response)) return undefined
  return authzid === '' || fold(authzid) === fold(account) ? { account, password } : undefined
}
