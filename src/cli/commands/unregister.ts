import { plainText } from '../../client/safe-text.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { roomName } from '../enter/enter.ts'
import { locate } from '../enter/locate.ts'
import { forgetLogin, loginTo } from '../enter/login.ts'
import { knownSecret } from '../enter/secret.ts'
import { checkUnheard, visit } from '../enter/visit.ts'
import { plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'

/** Ends our account, for which the password is asked also where it is kept, and forgets who we were. @throws {Exit} */
export async function unregister(argv: RoomArguments): Promise<void> {
  const options = readRoomOptions(argv)
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    const kept = await loginTo(options, address)
    const { account = options.account ?? options.nick } = kept() ?? {}
    const question = `Password of ${account}, to end the account`
    const password = await knownSecret(options.accountPasswordFile, question, '--account-password-file')
    const login = () => ({ account, password })
    const suffixes = ['_unregister']
    await visit({ address, options, nick: account, suffixes, login, signal }, async (visit) => {
      checkUnheard(visit, address)
      await visit.ask(({ code }) => code === 'DROPPED', 'NS', 'DROP', account, password)
      await forgetLogin(address, options)
      const room = roomName(visit.talk.model, address)
      plainOutput.note(plainText(`there is no account ${account} in "${room}" any more`))
    })
  })
}
