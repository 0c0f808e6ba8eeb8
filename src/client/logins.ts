import { isId } from '../protocol/datagram/fields.ts'
import { isObject, storedIn } from './stored.ts'

/** Who we are in one room, as it is kept from one run to the next. */
export interface KeptLogin {
  /** The identity of the room. */
  readonly id: string
  /** For people, who look into the file. */
  readonly room: string
  /** `host:port`, where it was typed. */
  readonly at?: string | undefined
  readonly account: string
  readonly password?: string | undefined
  /** The file with the certificate that logs in, and its key. */
  readonly clientCert?: string | undefined
}

export type Logins = readonly KeptLogin[]

/** Where somebody is about to log in. */
export interface At {
  readonly id?: string | undefined
  readonly at?: string | undefined
}

/** The one for that room; by what was typed only where nobody says which room is there. */
export function loginAt(logins: Logins, { id, at }: At): KeptLogin | undefined {
  return logins.find((login) => (id === undefined ? at !== undefined && login.at === at : login.id === id))
}

/** The list with this one in the place of the one for the same room. */
export const withLogin = (logins: Logins, login: KeptLogin): Logins => [
  ...logins.filter(({ id }) => id !== login.id),
  login,
]

/** The list in the text of `logins.json`; undefined where that is none. */
export function parseLogins(text: string): Logins | undefined {
  const value = storedIn(text)
  if (value === undefined) return undefined
  const { logins } = value
  return Array.isArray(logins) && logins.every(isLogin) ? logins : undefined
}

/** `parseLogins` reads it back. */
export const formatLogins = (logins: Logins): string => `${JSON.stringify({ v: 1, logins }, undefined, 2)}\n`

function isLogin(value: unknown): value is KeptLogin {
  if (!isObject(value)) return false
  const { id, room, at, account, password, clientCert } = value
  const texts = [at, password, clientCert].filter((one) => one !== undefined)
  return isId(id) && [room, account, ...texts].every((one) => typeof one === 'string')
}
