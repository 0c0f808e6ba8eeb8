import { upper } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
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
    if (asked === '' || upper(asked) === 'INDEX') return tellIndex(look, table())
    const verb = upper(asked)
    const command = table().get(verb)
    if (command === undefined) return look.reply(numerics.ERR_HELPNOTFOUND(asked))
    look.reply(numerics.RPL_HELPSTART(verb, `${verb} ${command.syntax}`.trimEnd()))
    for (const line of factsOf(command)) look.reply(numerics.RPL_HELPTXT(verb, line))
    look.reply(numerics.RPL_ENDOFHELP(verb, 'End of /HELP'))
  }
}

function tellIndex(look: Look, table: ReadonlyMap<string, Command>): void {
  look.reply(numerics.RPL_HELPSTART('index', 'The commands of this room:'))
  for (const line of fillLines(table.keys(), lineBytes)) look.reply(numerics.RPL_HELPTXT('index', line))
  look.reply(numerics.RPL_ENDOFHELP('index', 'HELP and one of them says its parameters'))
}

function factsOf({ cost, isListed, right, before }: Command): string[] {
  return [
    `Costs ${cost} of the connection's tokens${isListed === true ? ' for each name of its list' : ''}`,
    ...(right === 'operator' ? ['For operators of the room'] : []),
    ...(before === undefined ? [] : ['Also before registration']),
  ]
}
