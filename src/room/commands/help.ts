import { upper } from '../../protocol/casemap.ts'
import { asMiddle, numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { fillLines } from '../fill.ts'
import type { Command } from './command.ts'

/** Words of the list of commands in one line. */
const lineBytes = 300

/**
 * HELP [command], HELPOP: Modern IRC "HELP message". Made from the table itself, which is asked for when somebody asks,
 * since it has this verb in it.
 */
export function helpOf(table: () => ReadonlyMap<string, Command>): (look: Look) => void {
  return (look) => {
    const asked = look.params[0] ?? ''
    if (asked === '' || upper(asked) === 'INDEX') return tellIndex(look, asked || '*', table())
    const verb = upper(asked)
    const command = table().get(verb)
    if (command === undefined)
      return look.reply(numerics.ERR_HELPNOTFOUND(asMiddle(asked) === asked ? asked : '*'))
    const title = `${verb} ${command.syntax}`.trimEnd()
    tell(look, verb, [title, ...factsOf(command)], 'End of /HELP')
  }
}

function tellIndex(look: Look, subject: string, table: ReadonlyMap<string, Command>): void {
  const lines = ['The commands of this room:', ...fillLines(table.keys(), lineBytes)]
  tell(look, subject, lines, 'HELP and one of them says its parameters')
}

/** A title, an empty line as of most servers, all else, and an end. */
function tell(look: Look, subject: string, [title = '', ...lines]: readonly string[], end: string): void {
  look.reply(numerics.RPL_HELPSTART(subject, title))
  for (const line of ['', ...lines]) look.reply(numerics.RPL_HELPTXT(subject, line))
  look.reply(numerics.RPL_ENDOFHELP(subject, end))
}

function factsOf({ cost, isListed, right, before }: Command): string[] {
  return [
    `Costs ${cost} of the connection's tokens${isListed === true ? ' for each name of its list' : ''}`,
    ...(right === 'operator' ? ['For operators of the room'] : []),
    ...(before === undefined ? [] : ['Also before registration']),
  ]
}
