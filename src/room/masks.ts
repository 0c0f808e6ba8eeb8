import { fold } from '../protocol/casemap.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Member } from './room.ts'

/** What a mask of a list begins with that only silences whom it matches (the `m` of `EXTBAN=,am`). */
const mute = 'm:'

/** And one that is about the account, not the address (IRCv3 account-extban); `a:*` is whoever is logged in. */
const ofAccount = 'a:'

/** What no account's name holds, so that a mask with it would match nobody. */
const noAccount = /[!@:]/

/** What no mask may hold: it could not stand as a middle parameter of the lines that tell it. */
const unsendable = /^:|[\0-\x20\x7f]/

/**
 * An extban, of which earshot has `a` and `m` only: a letter, or what other servers begin one with and a name, and a
 * colon. No address begins so. As a host it would match nobody, and who set it would believe that it does.
 */
const otherExtban = /^(?:[a-zA-Z]|[~$][^!@:]*):/

/**
 * A mask of b, e or I as it is kept and told: `nick!user@host`, what is missing filled with `*`, runs of `*` as one.
 * What has a dot or a colon and nothing else is a host, as no nick has either; else it is a nick. `m:` is kept, and its
 * mask completed too; `a:`, alone or after it, is followed by the name of an account, with `*` and `?`. Undefined for
 * what is no mask, or longer than `maskBytes`.
 */
export function readMask(text: string, { maskBytes }: Pick<Limits, 'maskBytes'>): string | undefined {
  const prefix = text.startsWith(mute) ? mute : ''
  const plain = text.slice(prefix.length)
  const whole = plain.startsWith(ofAccount) ? accountMask(plain) : faceMask(plain)
  if (whole === undefined) return undefined
  const mask = prefix + whole
  return mask.length > maskBytes || unsendable.test(mask) ? undefined : mask
}

function accountMask(text: string): string | undefined {
  const name = text.slice(ofAccount.length).replaceAll(/\*+/g, '*')
  return name === '' || noAccount.test(name) ? undefined : ofAccount + name
}

function faceMask(text: string): string | undefined {
  return text === '' || otherExtban.test(text) ? undefined : complete(text.replaceAll(/\*+/g, '*'))
}

function complete(text: string): string {
  const bang = text.indexOf('!')
  const at = text.lastIndexOf('@')
  if (bang === -1 && at === -1) return /[.:]/.test(text) ? `*!*@${text}` : `${text}!*@*`
  const nick = bang === -1 ? '' : text.slice(0, bang)
  const user = text.slice(bang + 1, at > bang ? at : undefined)
  const host = at > bang ? text.slice(at + 1) : ''
  return `${nick || '*'}!${user || '*'}@${host || '*'}`
}

/** What a mask says: `plain` concerns joining and speaking, `mute` speaking alone; what its glob is held against. */
export interface ReadExtban {
  readonly kind: 'plain' | 'mute'
  readonly of: 'face' | 'account'
  readonly glob: string
}

export function readExtban(mask: string): ReadExtban {
  const kind = mask.startsWith(mute) ? 'mute' : 'plain'
  const rest = kind === 'mute' ? mask.slice(mute.length) : mask
  return rest.startsWith(ofAccount)
    ? { kind, of: 'account', glob: rest.slice(ofAccount.length) }
    : { kind, of: 'face', glob: rest }
}

/** What of a member masks are held against, folded. */
export interface Likeness {
  /** `nick!user@host`, with the host that others see and with the address. */
  readonly face: readonly string[]
  /** None of who is not logged in. */
  readonly account: readonly string[]
}

export function likenessOf({ nick, user, host, address, account }: Member): Likeness {
  const seen = fold(`${nick}!${user}@${host}`)
  return {
    face: host === address ? [seen] : [seen, fold(`${nick}!${user}@${address}`)],
    account: account === undefined ? [] : [fold(account)],
  }
}
