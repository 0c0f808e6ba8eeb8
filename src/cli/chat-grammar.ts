import type { Argv } from 'yargs'
import { checkChannelWord } from './channel-word.ts'
import type { ClientValues } from './config/client-settings.ts'
import { defaults, faceOptions, placeOptions, roomOptions } from './options.ts'

/** The commands of who talks, with the words that may follow. */
export const chatCommands = {
  join: ['join [channel]', '$0'],
  send: 'send [text..]',
  listen: 'listen',
}

/** The commands of who looks for a room. */
export const lookCommands = { discover: 'discover', doctor: 'doctor' }

type Run = (work: () => Promise<number | void>) => Promise<void>

const timeOption = { type: 'string', requiresArg: true } as const

/** As it is written on a command line. */
const time = (ms: number): string => (ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`)

const jsonOption = (describe: string) => ({ json: { type: 'boolean', describe } }) as const

/** @param said what the environment and files say of their options @param known every command there is */
export function withChatCommands<T>(
  y: Argv<T>,
  run: Run,
  said: ClientValues,
  known: readonly string[],
): Argv<T> {
  const channel = { describe: 'where to talk; the # may be left out', default: said.channel }
  const channelOption = { channel: { alias: 'c', type: 'string', requiresArg: true, ...channel } } as const
  return y
    .command(
      chatCommands.join,
      'join the room and talk (this is the default)',
      (y) =>
        y.positional('channel', { type: 'string', ...channel }).options({
          ...jsonOption('print objects (see docs/json.md), say each line of stdin'),
          ...faceOptions(said),
          ...roomOptions(said),
          ...placeOptions,
        }),
      (argv) =>
        run(async () => {
          checkChannelWord(argv.channel, said.channel, known)
          const { join } = await import('./commands/join.ts')
          await join(argv)
        }),
    )
    .command(
      chatCommands.send,
      'say something, and end when the room has it',
      (y) =>
        y
          .positional('text', {
            type: 'string',
            array: true,
            describe: 'what to say; without it each line of stdin',
          })
          .options({
            ...channelOption,
            ...jsonOption('print an object for each message'),
            ...roomOptions(said),
            ...placeOptions,
          })
          .option('block', { type: 'boolean', describe: 'all of stdin as one message of several lines' })
          .option('timeout', {
            ...timeOption,
            describe: 'how long to wait for each echo, and a little more for each line of a long one',
            default: time(defaults.sendMs),
          }),
      (argv) => run(async () => await (await import('./commands/send.ts')).send(argv)),
    )
    .command(
      chatCommands.listen,
      'print what is said',
      (y) =>
        y
          .options({
            ...channelOption,
            ...jsonOption('print objects (see docs/json.md)'),
            ...roomOptions(said),
            ...placeOptions,
          })
          .option('count', { type: 'string', requiresArg: true, describe: 'end after that many messages' })
          .option('timeout', { ...timeOption, describe: 'end then; code 124 if nothing was said' }),
      (argv) => run(async () => await (await import('./commands/listen.ts')).listen(argv)),
    )
}

export function withLookCommands<T>(y: Argv<T>, run: Run): Argv<T> {
  return y
    .command(
      lookCommands.discover,
      'list the rooms on this network',
      (y) =>
        y
          .options({ ...jsonOption('print an object for each room'), ...placeOptions })
          .option('timeout', {
            ...timeOption,
            describe: 'how long to listen for answers',
            default: time(defaults.lookMs),
          })
          .option('watch', { type: 'boolean', describe: 'go on, and show who comes and goes' }),
      (argv) => run(async () => await (await import('./commands/discover.ts')).discover(argv)),
    )
    .command(
      lookCommands.doctor,
      'look at this computer and for rooms, and say what mends what',
      (y) =>
        y
          .options({ ...jsonOption('print an object for each look and each step'), ...placeOptions })
          .option('report', { type: 'boolean', describe: 'all of it as a block for a report of a fault' }),
      (argv) => run(async () => await (await import('./commands/doctor.ts')).doctor(argv)),
    )
}
