import { type CapName, type CapSet, caps, has, isCap } from '../../protocol/caps.ts'
import { numerics } from '../../protocol/numerics.ts'
import { type Aside, nickOf } from '../peer.ts'

/** From this version on who asks has cap-notify, and keeps it. */
const notifyVersion = 302

/** Room for a list of capabilities beside `:server CAP nick ACK :` in 512 bytes. */
const listBytes = 400

/** CAP: IRCv3 capability-negotiation, version 302. */
export function cap(aside: Aside): void {
  const { peer, params } = aside
  const subcommand = (params[0] ?? '').toUpperCase()
  switch (subcommand) {
    case 'LS':
      if (/^\d{1,9}$/.test(params[1] ?? '')) peer.capVersion = Math.max(peer.capVersion, Number(params[1]))
      openNegotiation(aside)
      answer(aside, 'LS', Object.keys(caps).join(' '))
      if (peer.capVersion >= notifyVersion) aside.setCaps(peer.caps | caps['cap-notify'].bit)
      return
    case 'LIST':
      return answer(aside, 'LIST', namesOf(peer.caps).join(' '))
    case 'REQ':
      openNegotiation(aside)
      return request(aside, params[1] ?? '')
    case 'END':
      peer.negotiating = false
      return
    default:
      return aside.reply(numerics.ERR_INVALIDCAPCMD(params[0] ?? '*'))
  }
}

/** Only before registration is there something for CAP END to end. */
function openNegotiation({ peer, room }: Aside): void {
  if (!room.members.has(peer.id)) peer.negotiating = true
}

/** All or nothing: one unknown name, and the whole request is refused. */
function request(aside: Aside, list: string): void {
  if (list.length > listBytes) return aside.reply(numerics.ERR_INPUTTOOLONG())
  let next: CapSet = aside.peer.caps
  for (const word of list.split(' ').filter((word) => word !== '')) {
    const off = word.startsWith('-')
    const name = off ? word.slice(1) : word
    const kept = off && name === 'cap-notify' && aside.peer.capVersion >= notifyVersion
    if (!isCap(name) || kept) return answer(aside, 'NAK', list)
    next = off ? next & ~caps[name].bit : next | caps[name].bit
  }
  answer(aside, 'ACK', list)
  aside.setCaps(next)
}

function answer(aside: Aside, subcommand: string, list: string): void {
  aside.send('CAP', nickOf(aside.peer, aside.room), subcommand, list)
}

function namesOf(set: CapSet): CapName[] {
  return Object.keys(caps).filter((name): name is CapName => isCap(name) && has(set, name))
}
