import type { Approach } from '../../client/approach.ts'
import type { Conversation } from '../../client/conversation.ts'
import type { Display, Model } from '../../client/model.ts'
import { resolvable } from '../../client/resolvable.ts'
import { plainText } from '../../client/safe-text.ts'
import { nameOf } from '../../client/dial.ts'
import { fold } from '../../protocol/casemap.ts'
import { type RoomAddress, confirmed, endExit, endSignal, enter, leave, roomName } from '../enter/enter.ts'
import { Exit } from '../exit.ts'
import type { FaceArguments } from '../face/full-screen.ts'
import { keepSaid, readSaid } from '../face/kept-said.ts'
import { jsonLine } from '../face/json.ts'
import { type Format, LineMode } from '../face/line-mode.ts'
import { locate } from '../enter/locate.ts'
import { defaults } from '../options.ts'
import { type RoomArguments, type RoomOptions, readRoomOptions } from '../arguments/room-options.ts'
import { isTerminal, plainOutput } from '../face/output.ts'
import { parseChannel } from '../arguments/parse.ts'
import { plainFormat } from '../face/plain.ts'
import { nothing } from '../../tui/editor/said.ts'
import type { FullScreen } from '../../tui/tui.ts'
import { aborted, untilSignal } from '../signals.ts'
import { stdinLines } from '../face/stdin-lines.ts'
import { type Terminal, openTerminal } from '../face/terminal.ts'

export interface JoinArguments extends RoomArguments, FaceArguments {
  readonly channel: string
  readonly json?: boolean | undefined
}

/** Joins a channel and talks: on a terminal in full screen, or line by line, or what stdin says. */
export async function join(argv: JoinArguments): Promise<void> {
  const options = readRoomOptions(argv)
  const channel = parseChannel(argv.channel)
  await untilSignal(async (signal) => {
    const isFull = isTerminal() && argv.json !== true && argv.plain !== true
    // It is loaded while a room is looked for.
    const face = isFull ? import('../face/full-screen.ts') : undefined
    const address = await locate(options, signal)
    if (face !== undefined) {
      const { stateDir } = options
      const isKept = argv.keepHistory === true
      const said = isKept ? await readSaid(stateDir) : nothing
      const screen = (await face).fullScreen(argv, channel, said)
      try {
        await talkInFullScreen(screen, options, channel, address, signal)
      } finally {
        if (isKept) await keepSaid(stateDir, screen.said())
      }
      return
    }
    const terminal = isTerminal() && argv.json !== true ? openTerminal() : undefined
    const output = terminal ?? plainOutput
    const format = argv.json === true ? jsonFormat(address) : plainFormat(argv.time)
    address.note = (text) => {
      for (const line of text.split('\n')) output.note(line)
    }
    const lines = new LineMode(output, channel, format)
    const history = terminal === undefined ? 0 : defaults.history
    const show = (display: Display, model: Model) => lines.show(display, model)
    const talk = await enter({ address, options, channel, signal, history, show })
    output.note(`${greeting(talk, address, channel)} - /help`)
    if (terminal === undefined) await talkFromPipe(talk, lines, address, signal)
    else await talkOnTerminal(talk, lines, terminal, address, signal)
  })
}

const inWords = plainFormat('short')

/** Objects on stdout, and the rest in words on stderr. */
function jsonFormat(address: RoomAddress): Format {
  return (display, here, model) => {
    const line = jsonLine(display, roomName(model, address))
    if (line !== undefined) return { as: 'say', line }
    const words = inWords(display, here, model)
    return words && { ...words, as: 'note' }
  }
}

function greeting({ model }: Conversation, address: RoomAddress, channel: string): string {
  const members = model.channels.get(fold(channel))?.members.size ?? 0
  const people = members > 1 ? `${members} people` : 'nobody else yet'
  const room = `joined ${channel} of "${roomName(model, address)}" at ${nameOf(address)} (${people}) as ${model.nick}`
  return plainText(room)
}

async function talkInFullScreen(
  screen: FullScreen,
  options: RoomOptions,
  channel: string,
  address: Approach,
  signal: AbortSignal,
): Promise<void> {
  address.note = (text) => {
    for (const line of text.split('\n')) screen.note(line)
  }
  const show = (display: Display, model: Model) => screen.show(display, model)
  const watch = (model: Model) => screen.watch(model)
  const history = defaults.screenHistory
  const talk = await enter({ address, options, channel, signal, history, show, watch })
  const interrupted = resolvable<never>()
  screen.note(`${greeting(talk, address, channel)} - F1 help`)
  screen.open(talk, () => interrupted.reject(new Exit('interrupted', '')))
  try {
    await untilEnd(talk, address, interrupted.promise, signal, () => screen.close())
  } catch (error) {
    // Who did not ask to leave still has what was typed.
    for (const line of screen.unsaid()) plainOutput.note(line)
    throw error
  }
}

/** Until the conversation is over or somebody leaves; then the terminal is given back, and errors can be said. */
async function untilEnd(
  talk: Conversation,
  address: RoomAddress,
  interrupted: Promise<never>,
  signal: AbortSignal,
  close: () => void,
): Promise<void> {
  try {
    const end = await Promise.race([talk.ended, interrupted, aborted(signal)])
    if (end.cause !== 'quit') throw endExit(end, address)
  } finally {
    close()
    await leave(talk)
  }
}

async function talkOnTerminal(
  talk: Conversation,
  lines: LineMode,
  terminal: Terminal,
  address: RoomAddress,
  signal: AbortSignal,
): Promise<void> {
  const interrupted = resolvable<never>()
  terminal.open({
    line: (line) => void lines.typed(line, talk),
    leave: (how) => {
      if (how === 'end') talk.want({ type: 'quit' })
      else interrupted.reject(new Exit('interrupted', ''))
    },
  })
  await untilEnd(talk, address, interrupted.promise, signal, () => terminal.close())
}

/** Reads no faster than the room confirms, and leaves after the last echo. */
async function talkFromPipe(
  talk: Conversation,
  lines: LineMode,
  address: RoomAddress,
  signal: AbortSignal,
): Promise<void> {
  const { unconfirmed: most, enterMs: quietMs } = defaults
  const how = { quietMs, signal, address, isPatient: true }
  const input = stdinLines(AbortSignal.any([signal, endSignal(talk)]))
  try {
    for await (const line of input) {
      if (!lines.typed(line, talk)) break
      await confirmed(talk, { ...how, most })
    }
    signal.throwIfAborted()
    if (isHere(talk)) await confirmed(talk, { ...how, most: 0 })
  } finally {
    if (isHere(talk)) await leave(talk)
  }
  const end = await talk.ended
  if (end.cause !== 'quit') throw endExit(end, address)
  if (lines.failures > 0) throw new Exit('failure', `${lines.failures} of the lines were not done.`)
}

/** In the room, or about to come back. */
function isHere({ model, away }: Conversation): boolean {
  return model.phase === 'active' || away !== undefined
}
