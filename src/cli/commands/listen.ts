import type { Display, Model } from '../../client/model.ts'
import { resolvable } from '../../client/resolvable.ts'
import { plainText } from '../../client/safe-text.ts'
import { endExit, enter, leave, roomName } from '../enter/enter.ts'
import { Exit } from '../exit.ts'
import { jsonLine } from '../face/json.ts'
import { locate } from '../enter/locate.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { plainOutput } from '../face/output.ts'
import { parseChannel, parseCount, parseDuration } from '../arguments/parse.ts'
import { plainLine } from '../face/plain.ts'
import { aborted, untilSignal } from '../signals.ts'

export interface ListenArguments extends RoomArguments {
  readonly channel: string
  readonly json?: boolean | undefined
  readonly count?: string | undefined
  readonly timeout?: string | undefined
}

/**
 * Prints what happens in a channel. Ends after `count` messages, at the end of `timeout` (124 where that was too few
 * messages, or none), or when the room does not want us any more. What was missed while the connection was lost is
 * printed; what was said before we came is not.
 */
export async function listen(argv: ListenArguments): Promise<void> {
  const options = readRoomOptions(argv)
  const channel = parseChannel(argv.channel)
  const count = argv.count === undefined ? Number.POSITIVE_INFINITY : parseCount(argv.count, '--count')
  const timeoutMs = argv.timeout === undefined ? undefined : parseDuration(argv.timeout, '--timeout')
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    let heard = 0
    const complete = resolvable<void>()
    const show = (display: Display, model: Model) => {
      if (heard >= count) return
      const server = roomName(model, address)
      const line = argv.json === true ? jsonLine(display, server) : plainLine(display, { here: channel })
      const as = argv.json !== true && isTalk(display) ? 'note' : 'say'
      if (line !== undefined) plainOutput[as](line)
      else if (display.code === 'joined') {
        plainOutput.note(plainText(`listening in ${channel} of "${server}" as ${model.nick}`))
      }
      if (display.type === 'message' && ++heard >= count) complete.resolve()
    }
    const talk = await enter({ address, options, channel, signal, isBeside: true, show })
    let timer: NodeJS.Timeout | undefined
    const timeUp = new Promise<'time up'>((resolve) => {
      if (timeoutMs !== undefined) timer = setTimeout(() => resolve('time up'), timeoutMs)
    })
    try {
      const how = await Promise.race([complete.promise, timeUp, talk.ended, aborted(signal)])
      if (how === 'time up' && (heard === 0 || count !== Number.POSITIVE_INFINITY))
        throw tooFew(heard, argv.count, timeoutMs)
      if (typeof how === 'object') throw endExit(how, address)
    } finally {
      clearTimeout(timer)
      await leave(talk)
    }
  })
}

/** What is said about the connection goes to stderr. */
function isTalk({ type }: Display): boolean {
  return type === 'status' || type === 'error' || type === 'gap'
}

function tooFew(heard: number, count: string | undefined, timeoutMs = 0): Exit {
  const got = heard === 0 ? 'Nothing was said' : `Only ${heard} of ${count} messages came`
  return new Exit('timeout', `${got} within ${timeoutMs / 1000} s.`)
}
