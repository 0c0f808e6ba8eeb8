import { accountOf, findAccount, putAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { Answers } from './answers.ts'
import type { CredentialsEntry } from './entry.ts'
import { notedOf } from './noted.ts'
import type { Outcome } from './outcome.ts'
import type { Room } from './room.ts'

type Change = CredentialsEntry['change']

/** An account's owner logs in by something else from here on, or by something more. */
export function changeCredentials(room: Room, entry: CredentialsEntry): readonly Outcome[] {
  const { by, account: name, change, called } = entry
  const answers = new Answers(room, entry, called)
  const before = findAccount(room, name)
  if (before === undefined) return []
  const after = changed(room, before, change)
  if ('code' in after) {
    answers.say('FAIL', ['NS', after.code], after.text)
    return answers.outcomes
  }
  putAccount(room, after.account)
  answers.outcomes.push({ type: 'accountChanged', account: after.account })
  answers.say('NOTE', ['NS', after.note], after.text)
  const { nick } = answers.called
  answers.outcomes.push(notedOf(by, 'account.changed', { nick, account: before.name, what: after.what }))
  return answers.outcomes
}

type Changed =
  | { readonly account: Account; readonly note: string; readonly text: string; readonly what: string }
  | { readonly code: string; readonly text: string }

function changed(room: Room, account: Account, change: Change): Changed {
  if (change.to === 'password') {
    const { verifiers } = change
    return {
      account: { ...account, verifiers },
      note: 'PASSWORD_CHANGED',
      text: 'The password is changed; who is logged in stays so',
      what: 'password',
    }
  }
  const { add, fingerprint } = change
  const { certificates } = account
  const isOwn = certificates.includes(fingerprint)
  if (!add) {
    if (!isOwn) return { code: 'NO_SUCH_CERTIFICATE', text: 'No such certificate logs in to your account' }
    return {
      account: { ...account, certificates: certificates.filter((one) => one !== fingerprint) },
      note: 'CERTIFICATE_REMOVED',
      text: `The certificate ${fingerprint} no longer logs in to your account`,
      what: 'certificate removed',
    }
  }
  if (isOwn || accountOf(room, fingerprint) !== undefined) {
    return { code: 'CERTIFICATE_IN_USE', text: 'This certificate logs in to an account already' }
  }
  if (certificates.length >= room.facts.limits.accountCertificates) {
    return { code: 'CERTIFICATES_FULL', text: 'Your account has as many certificates as it may: NS CERT DEL' }
  }
  return {
    account: { ...account, certificates: [...certificates, fingerprint] },
    note: 'CERTIFICATE_ADDED',
    text: `The certificate ${fingerprint} logs in to your account: SASL EXTERNAL`,
    what: 'certificate added',
  }
}
