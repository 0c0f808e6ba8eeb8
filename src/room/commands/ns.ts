import { fold, upper } from '../../protocol/casemap.ts'
import { contextWord } from '../../protocol/numerics.ts'
import { findAccount } from '../accounts.ts'
import type { Account } from '../accounts.ts'
import type { Aside } from '../aside.ts'
import type { CredentialsEntry } from '../entry.ts'
import { accountOfPeer, calledOf } from '../peer.ts'
import { unavailable } from './later.ts'
import { readNewPassword } from './new-password.ts'
import { nsDrop } from './ns-drop.ts'

/**
 * NS: what the owner of an account does with it, under the name that servers with services have for it. Of our own; its
 * answers are standard replies, which are notices to who did not ask for them.
 */
export function ns(aside: Aside): void {
  const { peer, room, params } = aside
  const word = upper(params[0] ?? '')
  if (word === 'DROP') return nsDrop(aside)
  const act = subcommands.get(word)
  if (act === undefined) return fail(aside, 'UNKNOWN_SUBCOMMAND', usage, contextWord(params[0] ?? ''))
  const name = accountOfPeer(peer, room)
  const account = name === undefined ? undefined : findAccount(room, name)
  if (account === undefined) return fail(aside, 'NOT_LOGGED_IN', 'Log in first, by SASL, or REGISTER')
  act(aside, account)
}

const usage =
  'NS PASSWD new | NS CERT LIST | NS CERT ADD | NS CERT DEL fingerprint | NS LOGOUT | NS DROP account password'

const subcommands = new Map<string, (aside: Aside, account: Account) => void>([
  ['PASSWD', passwd],
  ['CERT', cert],
  ['LOGOUT', logout],
])

function passwd(aside: Aside, { name }: Account): void {
  const { room, params, around } = aside
  const password = readNewPassword(params[1] ?? '', name, room.facts.limits)
  if (typeof password !== 'string') return fail(aside, password.code, password.text)
  const busy = around.hash({
    derive: password,
    done: (hashed, atMs) =>
      hashed.result === 'right' && hashed.verifiers !== undefined
        ? { ...entryOf(aside, name, { to: 'password', verifiers: hashed.verifiers }), atMs }
        : (later) => fail(later, 'TEMPORARILY_UNAVAILABLE', unavailable(hashed)),
  })
  if (busy !== undefined) fail(aside, 'TEMPORARILY_UNAVAILABLE', unavailable({ result: busy }))
}

function cert(aside: Aside, account: Account): void {
  const { peer, params, around } = aside
  const own = peer.tls?.certificate
  switch (upper(params[1] ?? '')) {
    case 'LIST': {
      for (const fingerprint of account.certificates) {
        // In the text, since a notice has nothing else of it.
        const what = fingerprint === own ? 'logs in; it is the one that you show now' : 'logs in'
        aside.send('NOTE', 'NS', 'CERTIFICATE', `The certificate ${fingerprint} ${what}`)
      }
      const count = account.certificates.length
      return aside.send('NOTE', 'NS', 'CERTIFICATES', `${count} certificate(s) log in to ${account.name}`)
    }
    case 'ADD':
      if (own === undefined) {
        return fail(aside, 'NO_CERTIFICATE', 'Come by TLS with the certificate that you want to log in with')
      }
      return around.enter(entryOf(aside, account.name, { to: 'certificate', add: true, fingerprint: own }))
    case 'DEL': {
      const fingerprint = fold(params[2] ?? own ?? '').replaceAll(':', '')
      return around.enter(entryOf(aside, account.name, { to: 'certificate', add: false, fingerprint }))
    }
    default:
      return fail(aside, 'UNKNOWN_SUBCOMMAND', usage, contextWord(params[1] ?? ''))
  }
}

function logout(aside: Aside): void {
  const { peer, room, atMs, around } = aside
  around.enter({ type: 'account', by: peer.id, atMs, account: undefined, called: calledOf(peer, room) })
}

function entryOf(
  { peer, room, atMs }: Aside,
  account: string,
  change: CredentialsEntry['change'],
): CredentialsEntry {
  return { type: 'credentials', by: peer.id, atMs, account, change, called: calledOf(peer, room) }
}

function fail(aside: Aside, code: string, text: string, ...context: string[]): void {
  aside.send('FAIL', 'NS', code, ...context, text)
}
