import { plainText } from '../../client/safe-text.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { locate } from '../enter/locate.ts'
import { keepLogin } from '../enter/login.ts'
import { newSecret } from '../enter/secret.ts'
import { checkUnheard, visit } from '../enter/visit.ts'
import { roomName } from '../enter/enter.ts'
import { Exit } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'

/** Makes an account that is called as our nick, and keeps who we are (IRCv3 account-registration). @throws {Exit} */
export async function register(argv: RoomArguments): Promise<void> {
  const options = readRoomOptions(argv)
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    const { nick } = options
    await visit({ address, options, nick, suffixes: [], signal }, async (visit) => {
      checkUnheard(visit, address)
      if (visit.talk.model.nick !== nick) {
        throw new Exit(
          'nameRefused',
          `The nick ${nick} is another's. If it is an account of yours: earshot login`,
          'choose another one: earshot register --nick NAME',
        )
      }
      const question = `New password for ${nick}`
      const password = await newSecret(options.accountPasswordFile, question, '--account-password-file')
      await visit.ask(
        ({ code, text }) => code === 'REGISTER' && text.startsWith('SUCCESS '),
        'REGISTER',
        '*',
        '*',
        password,
      )
      plainOutput.note(
        plainText(`${nick} is an account of "${roomName(visit.talk.model, address)}" now, and yours`),
      )
      plainOutput.note(`kept in ${await keepLogin(address, options, { account: nick, password })}`)
    })
  })
}
