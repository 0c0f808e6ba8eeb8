import type { Talk } from '../protocol.ts'
import { type Gathering, lineAt } from './talk.ts'

/**
 * Everybody talks as fast as the server relays: each sender has `outstanding` lines on their way and follows up for
 * each line that the witness has received. Only the witness looks into what arrives, and there at one byte a line;
 * of all others the bytes are counted.
 */
export async function saturate(gathering: Gathering, ms: number): Promise<Talk> {
  const { members, senders, sent, outstanding } = gathering
  const line = senders[0]?.packed(lineAt(0)) ?? Buffer.alloc(0)
  const lines = Buffer.concat(Array.from({ length: outstanding }, () => line))
  let isOver = false
  const say = (sender: number, count: number): void => {
    if (isOver) return
    sent[sender] = (sent[sender] ?? 0) + count
    senders[sender]?.sendPacked(lines.subarray(0, count * line.length))
  }
  for (const member of members) member.reader = undefined
  witness(gathering, members.length - 1, say)
  const talk = await gathering.during((stop) => {
    for (let sender = 0; sender < senders.length; sender++) say(sender, outstanding)
    setTimeout(() => {
      isOver = true
      stop()
    }, ms)
  })
  return { ...talk, latenciesUs: [] }
}

/** Lets one member see whose lines arrive; where that is a sender, a second one sees those of the first. */
function witness(gathering: Gathering, at: number, say: (sender: number, count: number) => void): void {
  const { members, senders } = gathering
  see(gathering, at, say)
  if (at < senders.length && members.length > 1) {
    see(gathering, at - 1, (sender, count) => {
      if (sender === at) say(sender, count)
    })
  }
}

function see(gathering: Gathering, at: number, say: (sender: number, count: number) => void): void {
  const { members, senders, shape } = gathering
  const member = members[at]
  if (member === undefined) return
  const seen = senders.map(() => 0)
  /** How much of a line has arrived already. */
  let begun = 0
  member.reader = (bytes, length) => {
    for (let i = shape.digitAt - begun; i < length; i += shape.lineBytes) {
      const sender = (bytes[i] ?? 0) - 48
      if (i >= 0) seen[sender] = (seen[sender] ?? 0) + 1
    }
    begun = (begun + length) % shape.lineBytes
    for (const [sender, count] of seen.entries()) if (count > 0) say(sender, count)
    seen.fill(0)
  }
}
