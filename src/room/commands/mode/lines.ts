import type { Act } from '../../context.ts'
import { type Channel } from '../../room.ts'
import { maskOf } from '../../mask-of.ts'
import { spaceAfter } from '../../space.ts'
import { type Change, writeChanges } from './changes.ts'

/** A change that was made, and its parameter; empty for a mode that has none. */
export interface MadeChange extends Change {
  readonly arg: string
}

/** Changes as the log is told of them: `+ok ann *`. The key of a channel lets in, and is nothing for a log. */
export function namesOf(made: readonly MadeChange[]): string {
  const args = made.filter(({ arg }) => arg !== '').map(({ letter, arg }) => (letter === 'k' ? '*' : arg))
  return [writeChanges(made), ...args].join(' ')
}

/** As many MODE lines as the changes need, each within a line: with the longest nicks twelve ranks are two. */
export function sayModes(act: Act, channel: Channel, made: readonly MadeChange[]): void {
  let line: MadeChange[] = []
  for (const change of made) {
    if (line.length > 0 && !fits(act, paramsOf(channel, [...line, change]))) {
      say(act, channel, line)
      line = []
    }
    line.push(change)
  }
  if (line.length > 0) say(act, channel, line)
}

/** To all inside, and to an operator of the room who is not. */
function say(act: Act, channel: Channel, line: readonly MadeChange[]): void {
  const also = channel.members.has(act.me.id) ? [] : [act.me.id]
  act.say({ command: 'MODE', params: paramsOf(channel, line) }, { channels: [channel.id], also })
}

function paramsOf({ name }: Channel, line: readonly MadeChange[]): string[] {
  const args = line.map(({ arg }) => arg).filter((arg) => arg !== '')
  return [name, writeChanges(line), ...args]
}

function fits({ room, me }: Act, params: readonly string[]): boolean {
  return spaceAfter(room, maskOf(me), 'MODE', ...params.slice(0, -1)) >= (params.at(-1) ?? '').length
}
