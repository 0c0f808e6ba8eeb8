import type { Argv } from 'yargs'
import type { ClientValues } from './config/client-settings.ts'
import { placeOptions, roomOptions } from './options.ts'

/** The commands of who has an account, with the words that may follow. */
export const accountCommands = {
  register: 'register',
  login: 'login',
  passwd: 'passwd',
  logout: 'logout',
  unregister: 'unregister',
}

type Run = (work: () => Promise<number | void>) => Promise<void>

export function withAccountCommands<T>(y: Argv<T>, run: Run, said: ClientValues): Argv<T> {
  const options = { ...roomOptions(said), ...placeOptions }
  return y
    .command(
      accountCommands.register,
      'make an account: your nick is yours from then on',
      (y) => y.options(options),
      (argv) => run(async () => await (await import('./commands/register.ts')).register(argv)),
    )
    .command(
      accountCommands.login,
      'keep who you are for a room; join, send and listen log in then',
      (y) => y.options(options),
      (argv) => run(async () => await (await import('./commands/login.ts')).login(argv)),
    )
    .command(
      accountCommands.passwd,
      'give your account another password',
      (y) =>
        y.options(options).option('new-password-file', {
          type: 'string',
          requiresArg: true,
          describe: 'one line: the password to be; of mode 600; a terminal asks for it',
        }),
      (argv) => run(async () => await (await import('./commands/passwd.ts')).passwd(argv)),
    )
    .command(
      accountCommands.logout,
      'forget who you are for a room',
      (y) => y.options(options),
      (argv) => run(async () => await (await import('./commands/logout.ts')).logout(argv)),
    )
    .command(
      accountCommands.unregister,
      'end your account: its nick is anybody’s again',
      (y) => y.options(options),
      (argv) => run(async () => await (await import('./commands/unregister.ts')).unregister(argv)),
    )
}
