import type { Operations } from '../../actors/operations.ts'
import { readHiddenCaps, readMotd, readPassword } from '../../ops/operator-files.ts'
import { type OperatorToken, openOperatorToken } from '../../ops/operator-token.ts'
import { Operators } from '../../ops/operators.ts'
import { RoomPassword } from '../../ops/room-password.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import { toWire } from '../../protocol/wire.ts'
import type { RoomConfig } from '../../room/room.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { defaultServerName } from '../config/settings.ts'
import type { Tls } from './tls.ts'

/** Room for a line of the message of the day in a 372 to the longest nick. */
function motdLineBytes({ serverName = defaultServerName }: DaemonOptions): number {
  const { lineBytes, nickBytes } = defaultLimits
  return lineBytes - `:${serverName} 372  :- \r\n`.length - nickBytes
}

/** The operators of a daemon, and what its operator's files say. */
export interface OpenOperations {
  readonly operators: Omit<Operations, 'reread'>
  /** At the start. */
  readonly config: RoomConfig
  readonly token: OperatorToken
  /** Of the room, if it has one. */
  readonly password: RoomPassword
  /**
   * Reads the files that these options name, all of them or none: what `keep` is then called for holds from then on.
   * @throws {OperatorFileError | PrivateFileError} with the sentence for the operator
   */
  readonly read: (
    options: DaemonOptions,
  ) => Promise<{ readonly config: RoomConfig; readonly keep: () => void }>
}

/** What the operator's files say, apart from the certificate. @throws {OperatorFileError} */
export async function readOperatorFiles(options: DaemonOptions) {
  const { operator, operatorPasswordFile, motdFile, hiddenCapsFile, passwordFile } = options
  const motd = motdFile === undefined ? [] : await readMotd(motdFile, motdLineBytes(options))
  const hiddenCaps = hiddenCapsFile === undefined ? [] : await readHiddenCaps(hiddenCapsFile)
  const named =
    operator === undefined || operatorPasswordFile === undefined
      ? undefined
      : { name: operator, password: await readPassword(operatorPasswordFile) }
  const password = passwordFile === undefined ? undefined : await readPassword(passwordFile)
  return { motd, hiddenCaps, named, password }
}

/**
 * Reads the operator's files, and makes the room's token at the first start.
 * @throws {OperatorFileError | PrivateFileError} with the sentence for the operator
 */
export async function openOperations(options: DaemonOptions, tls: Tls): Promise<OpenOperations> {
  const token = await openOperatorToken({ stateDir: options.stateDir, room: options.name })
  const operators = new Operators(token.token)
  const roomPassword = new RoomPassword()
  let names: readonly string[] = ['*']
  const readWith = async (
    next: DaemonOptions,
    ofTls: () => ReturnType<Tls['reread']>,
  ): ReturnType<OpenOperations['read']> => {
    const { motd, hiddenCaps, named, password } = await readOperatorFiles(next)
    const { sts, keep } = await ofTls()
    const keepAll = (): void => {
      operators.set(named)
      names = ['*', ...(named === undefined ? [] : [toWire(named.name)])]
      roomPassword.set(password)
      keep()
    }
    return { config: { motd, hiddenCaps, ...(sts === undefined ? {} : { sts }) }, keep: keepAll }
  }
  const read: OpenOperations['read'] = (next) => readWith(next, () => tls.reread(next))
  const { config, keep } = await readWith(options, async () => ({ sts: await tls.told(), keep: () => {} }))
  keep()
  return {
    token,
    config,
    password: roomPassword,
    operators: { vouch: (name, password) => operators.vouch(name, password), names: () => names },
    read,
  }
}
