import { plainText } from '../../client/safe-text.ts'
import { channelWord } from '../arguments/channel-word.ts'
import { plainOutput } from '../face/output.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface SayArguments {
  readonly text: readonly string[]
  readonly channel?: string | undefined
  readonly stateDir?: string | undefined
}

/** Says something in the server's name. @throws {Exit} noneFound; failure, when there is no such channel */
export async function say(argv: SayArguments): Promise<void> {
  const channel = channelWord(argv.channel)
  const text = argv.text.join(' ')
  const answer = await askDaemon(argv, {
    command: 'say',
    text,
    ...(channel === undefined ? {} : { channel }),
  })
  const count = 'members' in answer ? Number(answer.members) : 0
  plainOutput.note(`said to ${count} in ${plainText(channel ?? 'the room')}`)
}
