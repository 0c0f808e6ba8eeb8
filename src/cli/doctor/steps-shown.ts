import { nameOf } from '../../client/dial.ts'
import { plainText, safeJson } from '../../client/safe-text.ts'
import type { Rung } from '../../protocol/hub.ts'
import type { StepTaken } from '../enter/steps.ts'

/** What each step asks, in words. */
const titles: Readonly<Record<Rung, string>> = {
  address: 'where rooms were before',
  loopback: 'this computer',
  broadcast: 'everybody, by IPv4',
  multicast: 'everybody, by IPv6',
  mdns: 'everybody, by mDNS',
  neighbours: 'the neighbours, one by one',
  sweep: 'every address around',
}

/** A step as lines: what it asks; where to on each interface and what the system said; who answered. */
export function stepLines({ rung, sendings, rooms }: StepTaken): string[] {
  const names = Array.from(new Set(sendings.map((one) => one.interface)))
  const asked = names.map((name) => {
    const here = sendings.filter((one) => one.interface === name)
    const codes = new Set(here.flatMap(({ code = '' }) => (code === '' ? [] : [code])))
    const to = here.length > 3 ? `${here.length} addresses` : here.map((one) => one.to).join(', ')
    return `  ${name}: ${to}${codes.size === 0 ? '' : ` (${Array.from(codes).join(', ')})`}`
  })
  const answered = rooms.map(
    (room) => `  -> "${plainText(room.room)}" at ${nameOf(room)} in ${room.rttMs} ms`,
  )
  const nobody = names.length === 0 ? '  nobody to ask' : '  -> no answer'
  return [titles[rung], ...asked, ...(answered.length === 0 ? [nobody] : answered)]
}

/** A step as an object of one line. */
export function stepJson({ rung, sendings, rooms, places }: StepTaken): string {
  const sent = sendings.map(({ interface: name, to, code = null }) => ({ interface: name, to, code }))
  const told = places.map(({ address, tcpPort = null, isNear }) => ({ address, port: tcpPort, near: isNear }))
  return safeJson({ step: rung, sent, rooms, places: told })
}
