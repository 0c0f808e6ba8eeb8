import { type ChannelMode, channelModes, isChannelMode } from '../../../protocol/modes.ts'
import { type Change, readChanges } from './changes.ts'

/** One change that was asked for, of a mode that there is; without a parameter where none was given. */
export interface Asked extends Change {
  readonly letter: ChannelMode
  readonly arg: string | undefined
}

/** What the parameters of a MODE ask for, in order, and the letters of modes that there are not. */
interface Reading {
  readonly asked: readonly Asked[]
  readonly unknown: ReadonlySet<string>
}

/**
 * Gives each letter that takes a parameter the next one, up to `most` of them; letters that would take a further one
 * are left out (Modern IRC, "MODES parameter"). A key that is taken away may have a parameter or none.
 */
export function readAsked(text: string, args: readonly string[], most: number): Reading {
  const asked: Asked[] = []
  const unknown = new Set<string>()
  let at = 0
  for (const { add, letter } of readChanges(text)) {
    if (!isChannelMode(letter)) unknown.add(letter)
    else if (!takesParameter(letter, add) || at >= args.length) asked.push({ add, letter, arg: undefined })
    else if (at < most) asked.push({ add, letter, arg: args[at++] })
  }
  return { asked, unknown }
}

/** Whether a change is none without a parameter: a list would be asked for, and a key can be taken away. */
export function lacksParameter({ add, letter, arg }: Asked): boolean {
  if (arg !== undefined || channelModes[letter].type === 'A') return false
  return takesParameter(letter, add) && (add || letter !== 'k')
}

function takesParameter(letter: ChannelMode, add: boolean): boolean {
  const { type } = channelModes[letter]
  return type === 'C' ? add : type !== 'D'
}
