import type { Limits } from './limits.ts'
import { type Message, parse } from './message.ts'
import { isUtf8 } from './wire.ts'

/** Why a line cannot be taken as it is: answered in its place, in order. */
export type Fault = 'too-long' | 'not-utf8' | 'bad-byte'

/** A line as the daemon took it from a peer. With a fault the message is what could be read of it, if anything. */
export interface Input extends Message {
  readonly fault?: Fault | undefined
}

type LineLimits = Pick<Limits, 'lineBytes' | 'clientTagsBytes' | 'unendedBytes'>

/** What no peer of IRC does: its connection has to be closed. */
export type Breach = 'RecvQ exceeded' | 'HTTP request'

/** The first line of HTTP/1 (RFC 9112 §3). By its verb alone it could be IRC: a page may ask with any word for one. */
const httpRequest = /^\S+ \S+ HTTP\/\d(\.\d)?$/

/**
 * Turns reads into messages, wherever the reads were cut. A line ends at LF, with or without CR before it
 * (RFC 1459 §2.3); blank lines are nothing. The same bytes give the same inputs in any chunking.
 */
export class Lines {
  #carry = ''
  #breach: Breach | undefined
  #isFirst = true
  readonly #limits: LineLimits

  constructor(limits: LineLimits) {
    this.#limits = limits
  }

  /** Why the peer has to be closed: more than `unendedBytes` without a line end, or HTTP in its first line. */
  get breach(): Breach | undefined {
    return this.#breach
  }

  /** Takes the next read as a wire string. After a breach nothing more is taken. */
  push(chunk: string): Input[] {
    const inputs: Input[] = []
    if (this.#breach !== undefined) return inputs
    let from = 0
    let end = chunk.indexOf('\n')
    while (end !== -1) {
      if (this.#overflow(end - from)) return inputs
      const ended = this.#carry + chunk.slice(from, end)
      const line = ended.charCodeAt(ended.length - 1) === 13 ? ended.slice(0, -1) : ended
      this.#carry = ''
      if (this.#isFirst && httpRequest.test(line)) {
        this.#breach = 'HTTP request'
        return inputs
      }
      this.#isFirst = false
      const input = this.#read(line)
      if (input !== undefined) inputs.push(input)
      from = end + 1
      end = chunk.indexOf('\n', from)
    }
    if (!this.#overflow(chunk.length - from)) this.#carry += chunk.slice(from)
    return inputs
  }

  /** Whether so many bytes more of a line are too many; asked where a read ends and where a line ends, so that chunking makes no difference. */
  #overflow(bytes: number): boolean {
    if (this.#carry.length + bytes <= this.#limits.unendedBytes) return false
    this.#carry = ''
    this.#breach = 'RecvQ exceeded'
    return true
  }

  #read(line: string): Input | undefined {
    if (line.length > this.#limits.lineBytes - 2 && isTooLong(line, this.#limits)) {
      return tooLong(line, this.#limits)
    }
    const message = parse(line)
    if (message === undefined) return undefined
    if (line.includes('\0') || line.includes('\r')) return { ...message, fault: 'bad-byte' }
    return isUtf8(line) ? message : { ...message, fault: 'not-utf8' }
  }
}

/** The tag section and the rest have bounds of their own (IRCv3 message-tags, "Size limit"). */
function isTooLong(line: string, limits: LineLimits): boolean {
  const tagged = tagBytes(line)
  return tagged > limits.clientTagsBytes || line.length - tagged > limits.lineBytes - 2
}

/** Of a line that is refused the tags are still read where they are within their bound: the answer carries its label. */
function tooLong(line: string, { clientTagsBytes }: LineLimits): Input {
  const tagged = tagBytes(line)
  const tags = tagged > clientTagsBytes ? undefined : parse(`${line.slice(0, tagged)} X`)?.tags
  return { tags, command: '', params: [], fault: 'too-long' }
}

/** How long the tag section is, with its `@` and the space behind it; 0 where there is none. */
function tagBytes(line: string): number {
  if (line.charCodeAt(0) !== 64 /* @ */) return 0
  const space = line.indexOf(' ')
  return space === -1 ? line.length : space + 1
}
