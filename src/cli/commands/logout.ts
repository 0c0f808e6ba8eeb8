import { nameOf } from '../../client/dial.ts'
import { plainText } from '../../client/safe-text.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { locate } from '../enter/locate.ts'
import { forgetLogin } from '../enter/login.ts'
import { Exit } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'

/** Forgets who we are in a room; the account stays. @throws {Exit} failure, where nothing was kept */
export async function logout(argv: RoomArguments): Promise<void> {
  const options = readRoomOptions(argv)
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    const where = plainText(address.identity?.room ?? nameOf(address))
    const account = await forgetLogin(address, options)
    if (account === undefined) throw new Exit('failure', `No login is kept for "${where}".`)
    plainOutput.note(`forgotten: ${account} of "${where}"; the account is there on`)
  })
}
