import type { Argv } from 'yargs'
import { levels } from '../ops/events.ts'
import { placeOptions } from './options.ts'

/** The commands of who runs the daemon of this computer, with the words that may follow. */
export const operatorCommands = {
  users: 'users',
  who: 'who',
  kick: 'kick <nick> [reason..]',
  ban: 'ban [mask]',
  say: 'say <text..>',
  lockdown: 'lockdown <to>',
  drain: 'drain',
  'log-level': 'log-level <to>',
  restart: 'restart',
  'heap-snapshot': 'heap-snapshot',
}

type Run = (work: () => Promise<number | void>) => Promise<void>

const json = { json: { type: 'boolean', describe: 'print an object for each' } } as const
const channel = {
  channel: { alias: 'c', type: 'string', requiresArg: true, describe: 'of a channel, and not of the room' },
} as const

export function withOperatorCommands<T>(y: Argv<T>, run: Run): Argv<T> {
  return y
    .command(
      operatorCommands.users,
      'list the members of the room on this computer',
      (y) => y.options({ ...json, ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/users.ts')).users(argv)),
    )
    .command(
      operatorCommands.who,
      'list its connections: from where, how long, how much is queued',
      (y) => y.options({ ...json, ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/who.ts')).who(argv)),
    )
    .command(
      operatorCommands.kick,
      'end somebody’s connection',
      (y) =>
        y
          .positional('nick', { type: 'string', demandOption: true, describe: 'who is to go' })
          .positional('reason', { type: 'string', array: true, describe: 'what everybody is told' })
          .options({ ...channel, ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/kick.ts')).kick(argv)),
    )
    .command(
      operatorCommands.ban,
      'keep somebody out; without a mask: list who is',
      (y) =>
        y
          .positional('mask', {
            type: 'string',
            describe: 'a nick, an address, or nick!user@host with * and ?',
          })
          .options({
            ...channel,
            remove: { type: 'boolean', describe: 'take the ban back' },
            ...json,
            ...placeOptions,
          }),
      (argv) => run(async () => await (await import('./commands/ban.ts')).ban(argv)),
    )
    .command(
      operatorCommands.say,
      'tell every member something in the room’s name',
      (y) =>
        y
          .positional('text', { type: 'string', array: true, demandOption: true, describe: 'what to say' })
          .options({ ...channel, ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/say.ts')).say(argv)),
    )
    .command(
      operatorCommands.lockdown,
      'let nobody new in who has no account',
      (y) =>
        y
          .positional('to', {
            choices: ['on', 'off'] as const,
            demandOption: true,
            describe: 'until it is off',
          })
          .options(placeOptions),
      (argv) => run(async () => await (await import('./commands/lockdown.ts')).lockdown(argv)),
    )
    .command(
      operatorCommands['log-level'],
      'have the log say more or less, without a restart',
      (y) =>
        y
          .positional('to', { choices: levels, demandOption: true, describe: 'the least that is logged' })
          .options(placeOptions),
      (argv) => run(async () => await (await import('./commands/log-level.ts')).logLevel(argv)),
    )
    .command(
      operatorCommands.drain,
      'end the daemon slowly: nobody new, one connection after the other',
      (y) =>
        y.options({
          over: { type: 'string', requiresArg: true, default: '30s', describe: 'within which time' },
          ...placeOptions,
        }),
      (argv) => run(async () => await (await import('./commands/drain.ts')).drain(argv)),
    )
    .command(
      operatorCommands.restart,
      'start the daemon anew; the room goes on, and own clients miss nothing',
      (y) => y.options(placeOptions),
      (argv) => run(async () => await (await import('./commands/restart.ts')).restart(argv)),
    )
    .command(
      operatorCommands['heap-snapshot'],
      'have the daemon write its memory to a file beside its log',
      (y) => y.options(placeOptions),
      (argv) => run(async () => await (await import('./commands/heap-snapshot.ts')).heapSnapshot(argv)),
    )
}
