import { fold } from '../protocol/casemap.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Member } from './room.ts'

/** What a mask of a list begins with that only silences whom it matches (the `m` of `EXTBAN=,m`). */
const mute = 'm:'

/** What no mask may hold: it could not stand as a middle parameter of the lines that tell it. */
const unsendable = /^:|[\0-\x20\x7f]/

/**
 * An extban, of which earshot has `m` only: a letter, or what other servers begin one with and a name, and a colon. No
 * address begins so. As a host it would match nobody, and who set it would believe that it does.
 */
const otherExtban = /^(?:[a-zA-Z]|[~$][^!@:]*):/

/**
 * A mask of b, e or I as it is kept and told: `nick!user@host`, what is missing filled with `*`, runs of `*` as one.
 * What has a dot or a colon and nothing else is a host, as no nick has either; else it is a nick. An extban keeps its
 * `m:` and has its mask completed too. Undefined for what is no mask, or longer than `maskBytes`.
 */
export function readMask(text: string, { maskBytes }: Pick<Limits, 'maskBytes'>): string | undefined {
  const prefix = text.startsWith(mute) ? mute : ''
  const plain = text.slice(prefix.length)
  if (plain === '' || otherExtban.test(plain)) return undefined
  const mask = prefix + complete(plain.replaceAll(/\*+/g, '*'))
  return mask.length > maskBytes || unsendable.test(mask) ? undefined : mask
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

/** What a mask is about: `plain` concerns joining and speaking, `mute` speaking alone; and its glob. */
export function readExtban(mask: string): { readonly kind: 'plain' | 'mute'; readonly glob: string } {
  return mask.startsWith(mute)
    ? { kind: 'mute', glob: mask.slice(mute.length) }
    : { kind: 'plain', glob: mask }
}

/** The forms of a member that masks are held against, folded: with the host that others see, and with the address. */
export function facesOf({ nick, user, host, address }: Member): readonly string[] {
  const seen = fold(`${nick}!${user}@${host}`)
  return host === address ? [seen] : [seen, fold(`${nick}!${user}@${address}`)]
}
