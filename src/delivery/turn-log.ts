import type { CapSet } from '../protocol/caps.ts'
import type { Audience, OutLine } from '../room/outcome.ts'
import { encode, formBits } from './encode.ts'

/** One public line of this turn, and who sees it: whoever is in one of the channels or in `also`, but is not in `except`. */
export interface TurnItem extends Audience {
  readonly line: OutLine
}

/** What a line weighs beside its parameters: source, command, line end. */
const frameBytes = 64

/**
 * The public lines of one turn of the event loop, in the room's order: appended once, encoded once a capability
 * class, whoever sees them.
 */
export class TurnLog {
  #items: TurnItem[] = []
  /** Encoded forms beside the items, for each class that was asked for; most turns see one. */
  #forms = new Map<CapSet, (string | undefined)[]>()
  #formBits: CapSet = 0
  /** What the items weigh without tags, for the early flush. */
  bytes = 0

  get length(): number {
    return this.#items.length
  }

  append(item: TurnItem): void {
    this.#items.push(item)
    this.#formBits |= formBits(item.line)
    this.bytes += frameBytes
    for (const param of item.line.params) this.bytes += param.length
    for (const { text } of item.line.parts ?? []) this.bytes += frameBytes + text.length
  }

  clear(): void {
    this.#items = []
    this.#forms = new Map()
    this.#formBits = 0
    this.bytes = 0
  }

  /**
   * The class of a link with these capabilities: those on which the form of the lines so far depends. Links of one
   * class share bytes, whatever else they have asked for.
   */
  classOf(caps: CapSet): CapSet {
    return caps & this.#formBits
  }

  /**
   * The lines from item `from` on in the form of these capabilities, as wire strings, one for each item: empty where
   * `sees` says no.
   */
  lines(from: number, caps: CapSet, sees: (item: TurnItem) => boolean): string[] {
    const capClass = this.classOf(caps)
    let forms = this.#forms.get(capClass)
    if (forms === undefined) this.#forms.set(capClass, (forms = []))
    const lines: string[] = []
    for (let i = from; i < this.#items.length; i++) {
      const item = this.#items[i]
      if (item !== undefined) lines.push(sees(item) ? (forms[i] ??= encode(item.line, capClass)) : '')
    }
    return lines
  }
}
