import { type CapSet, allCaps, has } from '../../protocol/caps.ts'
import type { Input } from '../../protocol/lines.ts'
import { type Numeric, numerics } from '../../protocol/numerics.ts'
import type { Member } from '../room.ts'
import type { Command } from './command.ts'
import { commands } from './table.ts'

/** Why a line is not taken: a numeric, or a standard reply (IRCv3 UTF8ONLY, client-batch, multiline). */
export type Refusal = { readonly numeric: Numeric } | Failure

/** A FAIL: its code, words about it, text. Without a verb of its own it is about the verb of the line. */
interface Failure {
  readonly verb?: string
  readonly fail: string
  readonly context?: readonly string[]
  readonly text: string
}

/** The one check for all commands: fault of the line, known verb, state, arity. The rest is the verb's. */
export function check(input: Input, registered: boolean, caps: CapSet = allCaps): Command | Refusal {
  if (input.fault === 'too-long') return { numeric: numerics.ERR_INPUTTOOLONG() }
  if (input.fault === 'not-utf8')
    return { fail: 'INVALID_UTF8', text: 'Message rejected: it is not valid UTF-8' }
  if (input.fault === 'bad-byte') {
    return { numeric: numerics.ERR_UNKNOWNERROR(input.command, 'A line may not hold NUL or CR') }
  }
  const command = commands.get(input.command)
  if (!registered && command?.before === undefined) return { numeric: numerics.ERR_NOTREGISTERED() }
  if (command === undefined || (command.needs !== undefined && !has(caps, command.needs))) {
    return { numeric: numerics.ERR_UNKNOWNCOMMAND(input.command) }
  }
  if (input.params.length < command.minParams) return { numeric: numerics.ERR_NEEDMOREPARAMS(input.command) }
  return command
}

/**
 * Why this member may not use the verb, if so. Asked where the verb runs and not when its line comes in: an OPER of the
 * same read may have its place in the order between the two.
 */
export function refuseRight({ right }: Command, { modes }: Member): Numeric | undefined {
  return right === 'operator' && !modes.has('o') ? numerics.ERR_NOPRIVILEGES() : undefined
}

/** Whether the check refused the line. */
export function isRefusal(checked: Command | Refusal): checked is Refusal {
  return 'numeric' in checked || 'fail' in checked
}
