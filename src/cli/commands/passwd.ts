import { resolve } from 'node:path'
import { plainText } from '../../client/safe-text.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { roomName } from '../enter/enter.ts'
import { locate } from '../enter/locate.ts'
import { keepLogin, loginTo } from '../enter/login.ts'
import { knownSecret, newSecret } from '../enter/secret.ts'
import { checkUnheard, visit } from '../enter/visit.ts'
import { plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'

export interface PasswdArguments extends RoomArguments {
  readonly newPasswordFile?: string | undefined
}

/** Gives our account another password, and keeps that, unless a certificate is what logs in. @throws {Exit} */
export async function passwd(argv: PasswdArguments): Promise<void> {
  const options = readRoomOptions(argv)
  const file = argv.newPasswordFile === undefined ? undefined : resolve(argv.newPasswordFile)
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    const kept = await loginTo(options, address)
    const { account = options.account ?? options.nick } = kept() ?? {}
    const old =
      kept() === undefined
        ? await knownSecret(undefined, `Password of ${account}`, '--account-password-file')
        : undefined
    const login = old === undefined ? kept : () => ({ account, password: old })
    await visit({ address, options, nick: account, suffixes: ['_passwd'], login, signal }, async (visit) => {
      checkUnheard(visit, address)
      const password = await newSecret(file, `New password for ${account}`, '--new-password-file')
      await visit.ask(({ code }) => code === 'PASSWORD_CHANGED', 'NS', 'PASSWD', password)
      plainOutput.note(
        plainText(`${account} of "${roomName(visit.talk.model, address)}" has another password now`),
      )
      if (kept()?.certificate === 'must') return
      plainOutput.note(`kept in ${await keepLogin(address, options, { account, password })}`)
    })
  })
}
