import { type CapSet, caps, isCap, namesIn } from '../../protocol/caps.ts'
import { upper } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
import { offeredCaps } from '../offer.ts'
import type { Aside } from '../aside.ts'
import { type Overflow, capLines, featuresVersion, offerWords, stsWords } from './cap-lines.ts'

/** CAP: IRCv3 capability-negotiation, version 302. */
export function cap(aside: Aside): void {
  const { peer, params } = aside
  switch (upper(params[0] ?? '')) {
    case 'LS':
      return list(aside)
    case 'LIST':
      return answer(aside, 'LIST', namesIn(peer.caps), overflowFor(peer.capVersion))
    case 'REQ':
      openNegotiation(aside)
      return request(aside)
    case 'END':
      peer.negotiating = false
      return
    default:
      return aside.reply(numerics.ERR_INVALIDCAPCMD(params[0] ?? '*'))
  }
}

/** The answer is of the version that is asked for; what the client understands is the highest that it ever named. */
function list(aside: Aside): void {
  const { peer, params, room } = aside
  const asked = /^\d{1,9}$/.test(params[1] ?? '') ? Number(params[1]) : 0
  peer.capVersion = Math.max(peer.capVersion, asked)
  openNegotiation(aside)
  const words = [...offerWords(room, peer, offeredCaps(room), asked), ...stsWords(room, peer, asked)]
  answer(aside, 'LS', words, overflowFor(asked))
  if (peer.capVersion >= featuresVersion) aside.setCaps(peer.caps | caps['cap-notify'].bit)
}

/** Only before registration is there something for CAP END to end. */
function openNegotiation({ peer, room }: Aside): void {
  if (!room.members.has(peer.id)) peer.negotiating = true
}

/** All or nothing, read from left to right. What is not offered any more may be given back: its DEL may be on its way. */
function request(aside: Aside): void {
  const { peer, room, params } = aside
  // Without its colon a list is several parameters, and none of them is to be lost unseen.
  const words = params
    .slice(1)
    .flatMap((param) => param.split(' '))
    .filter((word) => word !== '')
  let next: CapSet = peer.caps
  for (const word of words) {
    const off = word.startsWith('-')
    const name = off ? word.slice(1) : word
    if (!isCap(name)) return answer(aside, 'NAK', words, 'repeated')
    const { bit } = caps[name]
    const isKept = name === 'cap-notify' && peer.capVersion >= featuresVersion
    if (off ? isKept : (bit & offeredCaps(room)) === 0) return answer(aside, 'NAK', words, 'repeated')
    next = off ? next & ~bit : next | bit
  }
  answer(aside, 'ACK', words, 'repeated')
  aside.setCaps(next)
}

function overflowFor(version: number): Overflow {
  return version >= featuresVersion ? 'starred' : 'first'
}

function answer(aside: Aside, subcommand: string, words: readonly string[], overflow: Overflow): void {
  for (const line of capLines(aside.room, aside.peer, subcommand, words, overflow)) aside.send('CAP', ...line)
}
