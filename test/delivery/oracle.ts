import type { Asker } from '../../src/delivery/delivery.ts'
import { encode } from '../../src/delivery/encode.ts'
import { respondLabelled } from '../../src/delivery/respond.ts'
import { type CapSet, has } from '../../src/protocol/caps.ts'
import type { OutLine, Outcome } from '../../src/room/outcome.ts'

interface Listener {
  caps: CapSet
  readonly channels: Set<string>
  text: string
  batches: number
}

/** What delivery should come to, in the plainest way: each line to each of those who see it, at once. */
export class Oracle {
  readonly #here = new Map<number, Listener>()
  /** All that each link was ever sent. */
  readonly texts = new Map<number, () => string>()

  attach(id: number): void {
    const listener = { caps: 0, channels: new Set<string>(), text: '', batches: 0 }
    this.#here.set(id, listener)
    this.texts.set(id, () => listener.text)
  }

  detach(id: number, lastWords: string): void {
    const listener = this.#here.get(id)
    if (listener !== undefined) listener.text += lastWords
    this.#here.delete(id)
  }

  setCaps(id: number, caps: CapSet): void {
    const listener = this.#here.get(id)
    if (listener !== undefined) listener.caps = caps
  }

  deliver(outcomes: readonly Outcome[], asker?: Asker): void {
    const own = asker === undefined ? undefined : this.#here.get(asker.id)
    const honours = own !== undefined && has(own.caps, 'labeled-response') && has(own.caps, 'batch')
    const label = honours ? asker?.label : undefined
    const answers: OutLine[] = []
    const answer = (to: Listener, line: OutLine): void => {
      if (to === own && label !== undefined) answers.push(line)
      else to.text += encode(line, to.caps)
    }
    for (const outcome of outcomes) {
      if (outcome.type === 'subscribed') this.#here.get(outcome.member)?.channels.add(outcome.channel)
      else if (outcome.type === 'unsubscribed')
        this.#here.get(outcome.member)?.channels.delete(outcome.channel)
      else if (outcome.type === 'replied') {
        const to = this.#here.get(outcome.to)
        if (to !== undefined) answer(to, outcome.line)
      } else if (outcome.type === 'said') {
        const { line, to, echoOf } = outcome
        for (const [id, listener] of this.#here) {
          const isIn = to.also.includes(id) || to.channels.some((channel) => listener.channels.has(channel))
          const isMeant = isIn && !to.except.includes(id)
          if (echoOf === id) {
            if (to.also.includes(id)) listener.text += encode(line, listener.caps)
            if (has(listener.caps, 'echo-message')) answer(listener, line)
          } else if (isMeant) {
            if (listener === own && echoOf === undefined) answer(listener, line)
            else listener.text += encode(line, listener.caps)
          }
        }
      }
    }
    if (own === undefined || label === undefined || asker === undefined) return
    const nextBatch = () => String(++own.batches)
    const responding = { server: 'earshot.test', atMs: asker.atMs, nextBatch }
    own.text += respondLabelled(answers, own.caps, label, responding)
  }
}
