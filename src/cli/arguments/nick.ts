import { cutWire, fromWire, toWire } from '../../protocol/wire.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import { isNick } from '../../protocol/names.ts'
import { isReservedNick } from '../../protocol/reserved-nicks.ts'
import { Exit } from '../exit.ts'

/** Login names that say nothing about who it is. */
const anybody = new Set(['root', 'admin', 'administrator', 'user', 'guest', 'nobody'])

/** The nick that was asked for. @throws {Exit} usage, where it is none. */
export function askedNick(nick: string): string {
  if (!isNick(toWire(nick), defaultLimits)) {
    throw new Exit(
      'usage',
      `--nick ${nick}: not a nick; up to ${defaultLimits.nickBytes} bytes without space, beginning with a letter, such as ann or ann_2.`,
    )
  }
  return nick
}

/** The nick of somebody who asked for none: their login name made a legal one, with the host where many have it. */
export function ownNick(user: string, host: string): string {
  const login = legal(user)
  const short = host.split('.')[0] ?? ''
  const isNobodys = anybody.has(login.toLowerCase()) || isReservedNick(toWire(login))
  const nick = isNobodys ? legal(`${login}-${short}`) : login
  return nick === '' ? legal(`guest-${short}`) : nick
}

/** For the sessions of a login name that has many: no two are likely to meet at the same one. */
export function nickSuffixes(random: () => number): string[] {
  return Array.from({ length: 8 }, () => `_${String(Math.floor(random() * 10_000)).padStart(4, '0')}`)
}

/** What may not stand in a nick is left out at the front and becomes `_` elsewhere. */
function legal(text: string): string {
  const nick = text
    .normalize('NFKC')
    .replace(/^[^\p{L}_]+/u, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}_\-[\]\\^{}|`]/gu, '_')
    .replace(/_+$/, '')
  const cut = fromWire(cutWire(toWire(nick), defaultLimits.nickBytes))
  return isNick(toWire(cut), defaultLimits) ? cut : ''
}
