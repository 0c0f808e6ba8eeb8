import type { Approach } from '../../client/approach.ts'
import { nameOf } from '../../client/dial.ts'
import {
  type At,
  type KeptLogin,
  type Logins,
  formatLogins,
  loginAt,
  parseLogins,
  withLogin,
} from '../../client/logins.ts'
import { plainText } from '../../client/safe-text.ts'
import type { Login } from '../../client/sasl/login.ts'
import { readLoginFile, writeLoginFile } from '../../ops/login-file.ts'
import type { RoomOptions } from '../arguments/room-options.ts'
import { Exit } from '../exit.ts'
import { readSecretFile } from './secret.ts'

/**
 * Who we are to the room: by the file that was named, or as `earshot login` has kept it. It is asked for when there is a
 * connection, and it is known which room it is.
 * @throws {Exit} usage, where the password cannot be read; {PrivateFileError}
 */
export async function loginTo(options: RoomOptions, address: Approach): Promise<() => Login | undefined> {
  const { accountPasswordFile: file, clientCert, stateDir } = options
  const password = file === undefined ? undefined : await readSecretFile(file)
  const logins = await readLogins(stateDir)
  const certificate = clientCert === undefined ? undefined : 'may'
  return () => {
    const kept = loginAt(logins, whereIs(address, options))
    if (password !== undefined) return { account: accountAsked(options, kept), password, certificate }
    if (kept !== undefined) return loginOf(kept, certificate)
    return certificate && { certificate }
  }
}

/** Whose the password is: what was asked for, or as whom we are known there. */
function accountAsked({ account, nick, suffixes }: RoomOptions, kept: KeptLogin | undefined): string {
  const isNickAsked = suffixes.length === 0
  return account ?? (isNickAsked ? nick : (kept?.account ?? nick))
}

function loginOf({ account, password, clientCert }: KeptLogin, certificate: 'may' | undefined): Login {
  return { account, password, certificate: clientCert === undefined ? certificate : 'must' }
}

export async function readLogins(stateDir: string): Promise<Logins> {
  return (await readLoginFile(stateDir, parseLogins)) ?? []
}

/** Keeps who we are in the room that let us in; gives the file. @throws {Exit} where nobody says which room it is */
export async function keepLogin(
  address: Approach,
  options: RoomOptions,
  login: Pick<KeptLogin, 'account' | 'password' | 'clientCert'>,
): Promise<string> {
  const { id } = address.identity ?? {}
  if (id === undefined || address.identity === undefined) {
    throw new Exit(
      'failure',
      `Nobody says which room is at ${nameOf(address)}, so it is not kept who you are there.`,
      'have the password in a file of mode 600:  earshot --account-password-file FILE',
    )
  }
  const { at } = whereIs(address, options)
  const { account, password, clientCert } = login
  const kept = { id, room: address.identity.room, at, account, password, clientCert }
  const { stateDir } = options
  return await writeLoginFile(stateDir, formatLogins(withLogin(await readLogins(stateDir), kept)))
}

/** Forgets who we are there; gives the account, if there was one. */
export async function forgetLogin(address: Approach, options: RoomOptions): Promise<string | undefined> {
  const { stateDir } = options
  const logins = await readLogins(stateDir)
  const kept = loginAt(logins, whereIs(address, options))
  if (kept === undefined) return undefined
  await writeLoginFile(stateDir, formatLogins(logins.filter((one) => one !== kept)))
  return plainText(kept.account)
}

function whereIs({ identity }: Pick<Approach, 'identity'>, { host }: RoomOptions): At {
  return { id: identity?.id, at: host && nameOf(host) }
}
