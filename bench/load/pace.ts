import type { Talk } from '../protocol.ts'
import { type Gathering, lineAt, nowUs } from './talk.ts'

/** Members whose lines are read for their stamps. */
const sampled = 10

/** The senders talk in turns at a steady rate; what a sample of the members hears is timed. */
export async function pace(gathering: Gathering, perSecond: number, ms: number): Promise<Talk> {
  const { members, senders, sent } = gathering
  const latenciesUs: number[] = []
  for (const [i, member] of members.entries()) {
    member.reader = i < members.length - sampled ? undefined : stampReader(gathering, latenciesUs)
  }
  const total = Math.round((perSecond * ms) / 1000)
  const talk = await gathering.during((stop) => {
    const startedUs = nowUs()
    let said = 0
    const say = (): void => {
      // Late by a timer's millisecond is caught up with; the stamp is of the moment of sending, not of the plan.
      while (said < total && nowUs() - startedUs >= (said * 1e6) / perSecond) {
        const sender = said++ % senders.length
        sent[sender] = (sent[sender] ?? 0) + 1
        senders[sender]?.send(lineAt(nowUs()))
      }
      if (said === total) setTimeout(stop, 100)
      else setTimeout(say, (startedUs + (said * 1e6) / perSecond - nowUs()) / 1000)
    }
    say()
  })
  return { ...talk, latenciesUs }
}

function stampReader({ shape }: Gathering, latenciesUs: number[]): (bytes: Buffer, length: number) => void {
  let text = ''
  return (bytes, length) => {
    const us = nowUs()
    text += bytes.toString('latin1', 0, length)
    let from = 0
    for (; text.length - from >= shape.lineBytes; from += shape.lineBytes) {
      latenciesUs.push(us - Number.parseInt(text.slice(from + shape.stampAt, from + shape.stampAt + 15), 10))
    }
    text = text.slice(from)
  }
}
