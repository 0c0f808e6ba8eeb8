import { nonceTag } from '../../src/protocol/client-tags.ts'
import type { Message } from '../../src/protocol/message.ts'
import { concatTag, multilineType } from '../../src/protocol/multiline.ts'

/** A message of ours that leaves: with its last line, so that nobody can have it before. */
export interface Leaving {
  readonly channel: string
  readonly token: string
  readonly label: string | undefined
  readonly text: string
}

/** Puts what a client sends together to messages. */
export class Outgoing {
  readonly #open = new Map<string, Leaving>()

  /** The message that is whole with this line. */
  take({ command, tags, params: [first = '', second = '', third = ''] }: Message): Leaving | undefined {
    const token = tags?.get(nonceTag)
    const label = tags?.get('label')
    const reference = tags?.get('batch') ?? first.slice(1)
    const open = this.#open.get(reference)
    if (command === 'BATCH' && second === multilineType && token !== undefined)
      this.#open.set(reference, { channel: third, token, label, text: '' })
    else if (command === 'BATCH' && open !== undefined) {
      this.#open.delete(reference)
      return { ...open, text: open.text.slice(1) }
    } else if (command === 'PRIVMSG' && open !== undefined) {
      const text = `${open.text}${tags?.has(concatTag) === true ? '' : '\n'}${second}`
      this.#open.set(reference, { ...open, text })
    } else if (command === 'PRIVMSG' && token !== undefined)
      return { channel: first, token, label, text: second }
    return undefined
  }
}
