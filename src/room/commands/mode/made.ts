import { fold } from '../../../protocol/casemap.ts'
import { channelModes } from '../../../protocol/modes.ts'
import type { Numeric } from '../../../protocol/numerics.ts'
import type { Look } from '../../context.ts'
import type { ListMode } from '../../room.ts'
import type { Asked } from './asked.ts'
import type { MadeChange } from './lines.ts'

/** What a change did: the value before and after it, undefined for none, and the parameter that tells it. */
export interface Effect {
  readonly before: string | undefined
  readonly after: string | undefined
  readonly arg: string
}

/** What came of a change: an effect, or the answer that says why there is none. */
export type Applied = Effect | Numeric

/** What one MODE has brought about so far: changes to tell, faults that were answered, lists that were asked for. */
export class Made {
  readonly lists = new Set<ListMode>()
  readonly #look: Look
  readonly #answered = new Set<string>()
  readonly #changes = new Map<string, MadeChange & Pick<Effect, 'before'>>()

  constructor(look: Look) {
    this.#look = look
  }

  /** Answers a fault, once a line: five hundred letters may have the same. */
  refuse(numeric: Numeric): void {
    const fault = numeric.join(' ')
    if (this.#answered.has(fault)) return
    this.#answered.add(fault)
    this.#look.reply(numeric)
  }

  /** Takes down what came of a change; of what is as it was before the line nobody will be told. */
  note({ letter, add }: Asked, applied: Applied): void {
    if (!('arg' in applied)) return this.refuse(applied)
    const { before, after, arg } = applied
    if (before === after) return
    const { type } = channelModes[letter]
    const key = type === 'A' || type === 'rank' ? `${letter} ${fold(arg)}` : letter
    const first = this.#changes.get(key)
    const was = first === undefined ? before : first.before
    this.#changes.delete(key)
    if (was !== after) this.#changes.set(key, { letter, add, arg, before: was })
  }

  /** What is otherwise than before the line, in the order of changing. */
  get changes(): readonly MadeChange[] {
    return [...this.#changes.values()]
  }
}
