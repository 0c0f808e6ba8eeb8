import { hostname, userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { TlsChoice } from '../../client/security.ts'
import { Exit } from '../exit.ts'
import { askedNick, nickSuffixes, ownNick } from './nick.ts'
import { defaults } from '../options.ts'
import { parseHost } from './parse.ts'
import { ourPlaces } from './places.ts'

/** What `roomOptions` and `placeOptions` were given, as yargs has it. */
export interface RoomArguments {
  readonly host?: string | undefined
  readonly server?: string | undefined
  readonly reconnect?: boolean | undefined
  readonly trust?: boolean | undefined
  readonly tls?: boolean | undefined
  readonly clientCert?: string | undefined
  readonly nick?: string | undefined
  readonly passwordFile?: string | undefined
  readonly account?: string | undefined
  readonly accountPasswordFile?: string | undefined
  readonly stateDir?: string | undefined
}

export interface RoomOptions {
  readonly host?: { readonly host: string; readonly port: number }
  readonly server?: string
  /** A room that is not the one known by its name is taken, and known by it from now on. */
  readonly trust: boolean
  readonly tls: TlsChoice
  /** The file with our certificate and its key. */
  readonly clientCert?: string
  /** Whether a connection that is lost is tried again. */
  readonly reconnect: boolean
  readonly nick: string
  /** Has the password of the room. */
  readonly passwordFile?: string
  /** To log in to; the one of our nick where it is not said. */
  readonly account?: string
  /** Has its password. */
  readonly accountPasswordFile?: string
  /** To try where the nick is taken; none where it was asked for. */
  readonly suffixes: readonly string[]
  readonly user: string
  readonly stateDir: string
}

/** The arguments as values. @throws {Exit} usage */
export function readRoomOptions(argv: RoomArguments): RoomOptions {
  const user = loginName()
  if (argv.trust === true && argv.server === undefined && argv.host === undefined) {
    throw new Exit(
      'usage',
      '--trust: say which room is to be trusted.',
      'earshot discover                     shows the identity of each room',
      'earshot --server IDENTITY --trust    joins that one and keeps it in mind',
    )
  }
  return {
    ...(argv.host === undefined ? {} : { host: parseHost(argv.host, defaults.port) }),
    ...(argv.server === undefined ? {} : { server: argv.server }),
    trust: argv.trust === true,
    tls: argv.tls === undefined ? 'first' : argv.tls ? 'only' : 'never',
    ...(argv.clientCert === undefined ? {} : { clientCert: resolve(argv.clientCert) }),
    reconnect: argv.reconnect !== false,
    nick: argv.nick === undefined ? ownNick(user, hostname()) : askedNick(argv.nick),
    suffixes: argv.nick === undefined ? nickSuffixes(Math.random) : [],
    ...(argv.passwordFile === undefined ? {} : { passwordFile: resolve(argv.passwordFile) }),
    ...(argv.account === undefined ? {} : { account: argv.account }),
    ...(argv.accountPasswordFile === undefined
      ? {}
      : { accountPasswordFile: resolve(argv.accountPasswordFile) }),
    user,
    stateDir: ourPlaces(argv).stateDir,
  }
}

/** A user without an entry in the system's list has no name there. */
function loginName(): string {
  try {
    return userInfo().username
  } catch {
    return process.env['USER'] ?? 'guest'
  }
}
