import { plainText } from '../../client/safe-text.ts'
import { channelWord } from '../arguments/channel-word.ts'
import { plainOutput } from '../face/output.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface KickArguments {
  readonly nick: string
  readonly reason?: readonly string[] | undefined
  readonly channel?: string | undefined
  readonly stateDir?: string | undefined
}

/** Sends somebody out of the room, or out of a channel. @throws {Exit} noneFound; failure, when nobody is called so */
export async function kick(argv: KickArguments): Promise<void> {
  const { nick } = argv
  const reason = (argv.reason ?? []).join(' ')
  const channel = channelWord(argv.channel)
  await askDaemon(argv, {
    command: 'kick',
    nick,
    ...(reason === '' ? {} : { reason }),
    ...(channel === undefined ? {} : { channel }),
  })
  plainOutput.note(`${plainText(nick)} is out of ${plainText(channel ?? 'the room')}`)
}
