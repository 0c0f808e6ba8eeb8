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

/** The operators of a daemon and what their files say at its start. */
export interface OpenOperations {
  readonly operations: Operations
  readonly config: RoomConfig
  readonly token: OperatorToken
  /** Of the room; absent: it has none. */
  readonly password?: RoomPassword | undefined
}

/**
 * Reads the operator's files, and makes the room's token at the first start.
 * @throws {OperatorFileError | PrivateFileError} with the sentence for the operator
 */
export async function openOperations(options: DaemonOptions, tls: Tls): Promise<OpenOperations> {
  const token = await openOperatorToken({ stateDir: options.stateDir, room: options.name })
  const operators = new Operators(token.token)
  const { passwordFile } = options
  const roomPassword = passwordFile === undefined ? undefined : new RoomPassword()
  /** All files or none: the operator changes only when everything could be read. */
  const reread = async (): Promise<RoomConfig> => {
    const { operator, operatorPasswordFile, motdFile, hiddenCapsFile } = options
    const motd = motdFile === undefined ? [] : await readMotd(motdFile, motdLineBytes(options))
    const hiddenCaps = hiddenCapsFile === undefined ? [] : await readHiddenCaps(hiddenCapsFile)
    const named =
      operator === undefined || operatorPasswordFile === undefined
        ? undefined
        : { name: operator, password: await readPassword(operatorPasswordFile) }
    const password = passwordFile === undefined ? undefined : await readPassword(passwordFile)
    const { sts, keep } = await tls.reread()
    operators.set(named)
    if (password !== undefined) roomPassword?.set(password)
    keep()
    return { motd, hiddenCaps, ...(sts === undefined ? {} : { sts }) }
  }
  const config = await reread()
  return {
    token,
    config,
    password: roomPassword,
    operations: {
      vouch: (name, password) => operators.vouch(name, password),
      names: () => ['*', ...(options.operator === undefined ? [] : [toWire(options.operator)])],
      reread,
    },
  }
}
