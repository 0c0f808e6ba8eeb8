import { hinted } from './hint-advice.ts'
import type { StepTaken } from './steps.ts'

/** What the steps of the ladder mean, and what to type next. One sentence and its commands each. */

export interface Advice {
  readonly says: string
  readonly next: readonly string[]
}

/** What each error of the system means for who cannot send. */
const reasons: Readonly<Record<string, string>> = {
  EPERM: 'a firewall on this computer drops what is sent',
  EACCES: 'this computer does not let us send to everybody',
  ENETUNREACH: 'there is no way to that network',
  EHOSTUNREACH: 'there is no way there; on macOS: System Settings, Privacy & Security, Local Network',
  EADDRNOTAVAIL: 'its address is not ready yet',
  ENETDOWN: 'the interface is down',
  ENOBUFS: 'its queue is full',
}

/** Everything to say, the cause before what follows from it; empty where all is well. */
export function adviceFor(steps: readonly StepTaken[], port: number): readonly Advice[] {
  const hints = hinted(steps, port)
  const rest = found(steps) ? late(steps) : hints.length === 0 ? none(steps, port) : []
  return [...unsent(steps, port), ...hints, ...rest]
}

/** Whether a room answered at all. */
export function found(steps: readonly StepTaken[]): boolean {
  return steps.some(({ rooms }) => rooms.length > 0)
}

function unsent(steps: readonly StepTaken[], port: number): Advice[] {
  const faults = new Map<string, Advice>()
  for (const { interface: name, code } of steps.flatMap(({ sendings }) => sendings)) {
    if (code === undefined) continue
    const says = `Nothing can be sent on ${name} (${code}): ${reasons[code] ?? 'the system refuses it'}.`
    faults.set(says, { says, next: code === 'EPERM' ? [`sudo ufw allow out ${port}/udp`] : [] })
  }
  return Array.from(faults.values())
}

/**
 * A room that answers one address but not everybody is behind a firewall of ours: conntrack knows no such answer. A rule
 * that lets it in, by the port it comes from, would let whoever uses that port reach everything here.
 */
function late(steps: readonly StepTaken[]): Advice[] {
  const idsBy = (...rungs: readonly string[]): string[] =>
    steps.filter(({ rung }) => rungs.includes(rung)).flatMap(({ rooms }) => rooms.map(({ id }) => id))
  const quick = new Set(idsBy('loopback', 'broadcast', 'multicast', 'mdns'))
  if (idsBy('address', 'neighbours', 'sweep').every((id) => quick.has(id))) return []
  const says =
    'A firewall on this computer keeps out what answers a datagram to everybody. Rooms are found all the same, a moment later: there is nothing to do.'
  return [{ says, next: [] }]
}

function none(steps: readonly StepTaken[], port: number): Advice[] {
  const sent = steps.flatMap(({ sendings }) => sendings).filter(({ code }) => code === undefined)
  if (sent.every(({ rung }) => rung === 'loopback' || rung === 'address'))
    return [
      {
        says: 'This computer is on no network on which somebody could be asked, and no room runs on it.',
        next: ['ip -br addr          which networks there are', 'earshot daemon       start a room here'],
      },
    ]
  return [
    {
      says: 'Nobody answered. If a room runs on another computer here, its firewall may be closed; open it there:',
      next: [
        `ufw:        sudo ufw allow ${port}`,
        `firewalld:  sudo firewall-cmd --permanent --add-port=${port}/tcp --add-port=${port}/udp && sudo firewall-cmd --reload`,
      ],
    },
    {
      says: 'Or the network keeps its guests apart (AP isolation), which nothing here can change; with an address:',
      next: ['earshot --host 192.168.1.20'],
    },
  ]
}
