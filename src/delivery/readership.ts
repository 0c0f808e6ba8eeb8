import type { ChannelId } from '../room/room.ts'
import type { Reader } from './reader.ts'

const nobody: ReadonlySet<Reader> = new Set()

/** Which links read which channel, from both sides. A channel that nobody reads takes no memory. */
export class Readership {
  readonly #channels = new Map<ChannelId, Set<Reader>>()

  of(channel: ChannelId): ReadonlySet<Reader> {
    return this.#channels.get(channel) ?? nobody
  }

  add(reader: Reader, channel: ChannelId): void {
    reader.channels.add(channel)
    const readers = this.#channels.get(channel)
    if (readers === undefined) this.#channels.set(channel, new Set([reader]))
    else readers.add(reader)
  }

  remove(reader: Reader, channel: ChannelId): void {
    reader.channels.delete(channel)
    const readers = this.#channels.get(channel)
    readers?.delete(reader)
    if (readers?.size === 0) this.#channels.delete(channel)
  }

  removeAll(reader: Reader): void {
    for (const channel of reader.channels) this.remove(reader, channel)
  }
}
