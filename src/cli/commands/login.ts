import { plainText } from '../../client/safe-text.ts'
import type { Login } from '../../client/sasl/login.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { roomName } from '../enter/enter.ts'
import { locate } from '../enter/locate.ts'
import { keepLogin } from '../enter/login.ts'
import { knownSecret } from '../enter/secret.ts'
import { visit } from '../enter/visit.ts'
import { plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'

/**
 * Keeps who we are in a room, once that has let us in by it: account and password; or, with `--client-cert`, the
 * certificate. One that logs in to nothing yet does so from here on, where a password is given too. @throws {Exit}
 */
export async function login(argv: RoomArguments): Promise<void> {
  const options = readRoomOptions(argv)
  const { clientCert, accountPasswordFile: file, account = options.nick } = options
  const byCertificate = clientCert !== undefined && file === undefined
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    const password = byCertificate
      ? undefined
      : await knownSecret(file, `Password of ${account}`, '--account-password-file')
    const wanted: Login = byCertificate ? { certificate: 'must' } : { account, password }
    const nick = options.nick
    await visit({ address, options, nick, suffixes: besides, login: () => wanted, signal }, async (visit) => {
      const { talk } = visit
      if (clientCert !== undefined && !byCertificate) {
        await visit.ask(({ code }) => code === 'CERTIFICATE_ADDED', 'NS', 'CERT', 'ADD')
      }
      const name = talk.model.account ?? account
      plainOutput.note(plainText(`logged in to ${name} of "${roomName(talk.model, address)}"`))
      const by = clientCert === undefined ? { password } : { clientCert }
      plainOutput.note(`kept in ${await keepLogin(address, options, { account: name, ...by })}`)
    })
  })
}

/** Nobody is to be replaced by who only looks in. */
const besides = ['_login']
