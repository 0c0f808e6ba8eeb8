import { type CapSet, classBits } from '../protocol/caps.ts'
import type { OutLine } from '../room/outcome.ts'
import type { ChannelKey, MemberId } from '../room/room.ts'
import { encode } from './encode.ts'

/** One public line of this turn, and who sees it: whoever is in one of the channels or in `also`, but is not in `except`. */
export interface TurnItem {
  readonly line: OutLine
  readonly channels: readonly ChannelKey[]
  readonly also: readonly MemberId[]
  readonly except: readonly MemberId[]
}

/**
 * The public lines of one turn of the event loop, in the room's order: appended once, encoded once a capability
 * class, whoever sees them.
 */
export class TurnLog {
  readonly #items: TurnItem[] = []
  /** Encoded forms beside the items; most turns see one class. */
  readonly #forms: Map<CapSet, string>[] = []
  /** What the items weigh without tags, for the early flush. */
  bytes = 0

  get length(): number {
    return this.#items.length
  }

  append(item: TurnItem): void {
    this.#items.push(item)
    this.#forms.push(new Map())
    this.bytes += 64 + item.line.params.reduce((bytes, param) => bytes + param.length, 0)
  }

  clear(): void {
    this.#items.length = 0
    this.#forms.length = 0
    this.bytes = 0
  }

  /** What is seen from item `from` on by who `sees` it, in the form of these capabilities, as one wire string. */
  text(from: number, caps: CapSet, sees: (item: TurnItem) => boolean): string {
    let text = ''
    for (let i = from; i < this.#items.length; i++) {
      const item = this.#items[i]
      if (item !== undefined && sees(item)) text += this.#form(i, item, caps & classBits)
    }
    return text
  }

  #form(i: number, item: TurnItem, capClass: CapSet): string {
    const forms = this.#forms[i]
    let form = forms?.get(capClass)
    if (form === undefined) {
      form = encode(item.line, capClass)
      forms?.set(capClass, form)
    }
    return form
  }
}
