import { fold } from '../../protocol/casemap.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import type { Display, Model } from '../../client/model.ts'
import { plainText, safeJson } from '../../client/safe-text.ts'
import { confirmed, endExit, endSignal, enter, leave, lostSignal } from '../enter/enter.ts'
import { Exit } from '../exit.ts'
import { locate } from '../enter/locate.ts'
import { defaults } from '../options.ts'
import { type RoomArguments, readRoomOptions } from '../arguments/room-options.ts'
import { plainOutput } from '../face/output.ts'
import { parseChannel, parseDuration } from '../arguments/parse.ts'
import { untilSignal } from '../signals.ts'
import { asBlock, stdinLines } from '../face/stdin-lines.ts'

export interface SendArguments extends RoomArguments {
  readonly channel: string
  readonly text?: readonly (string | number)[] | undefined
  /** The command, and the words that follow `--`: these are text too, whatever they begin with. */
  readonly _?: readonly (string | number)[] | undefined
  readonly json?: boolean | undefined
  readonly block?: boolean | undefined
  readonly timeout: string
}

/** Says something and ends when the room has it: a text from the arguments, or each line of stdin, or all of it at once. */
export async function send(argv: SendArguments): Promise<void> {
  const options = readRoomOptions(argv)
  const channel = parseChannel(argv.channel)
  const quietMs = parseDuration(argv.timeout, '--timeout')
  const words = [...(argv.text ?? []), ...(argv._ ?? []).slice(1)]
  const text = words.join(' ')
  if (words.length > 0 && argv.block === true) throw blockOfWords()
  if (words.length === 0 ? process.stdin.isTTY : isBlank(text)) throw nothingToSend()
  await untilSignal(async (signal) => {
    const address = await locate(options, signal)
    let refused: Exit | undefined
    const show = (display: Display) => {
      refused ??= refusal(display)
      const ours = display.type === 'message' && display.label !== undefined
      if (ours && argv.json === true) plainOutput.say(receipt(display))
      if (display.code === 'nick' || display.code === 'lost') plainOutput.note(plainText(display.text))
    }
    const talk = await enter({ address, options, channel, signal, isBeside: true, timeoutMs: quietMs, show })
    try {
      const target = talk.model.channels.get(fold(channel))?.name ?? channel
      const lost = lostSignal(talk, quietMs)
      const gone = AbortSignal.any([signal, endSignal(talk), lost])
      const piped = () => (argv.block === true ? asBlock(stdinLines(gone), gone) : stdinLines(gone))
      const patience = () => quietMs + linesMs(talk.model)
      let said = false
      for await (const one of words.length > 0 ? [text] : piped()) {
        said ||= !isBlank(one)
        talk.want({ type: 'say', target, text: one })
        await confirmed(talk, { most: defaults.unconfirmed, quietMs: patience(), signal, address })
      }
      signal.throwIfAborted()
      if (lost.aborted && talk.away !== undefined) throw endExit(talk.away, address)
      await confirmed(talk, { most: 0, quietMs: patience(), signal, address })
      if (!said) throw nothingToSend()
    } finally {
      await leave(talk)
    }
    if (refused !== undefined) throw refused
  })
}

/** A room takes the lines of a message one by one, at its rate, before it has the message. */
function linesMs({ pending }: Model): number {
  let lines = 0
  for (const { text } of pending.values())
    lines += text.split('\n').length - 1 + Math.floor(text.length / lineLength)
  return (lines * 1000) / defaultLimits.ratePerSecond
}

/** Characters that a line has place for under any nick, or fewer. */
const lineLength = 300

const isBlank = (text: string): boolean => text.trim() === ''

function nothingToSend(): Exit {
  return new Exit(
    'usage',
    'Nothing to send: the text is empty.',
    'earshot send hello everybody',
    'make 2>&1 | tail -1 | earshot send',
  )
}

function blockOfWords(): Exit {
  return new Exit(
    'usage',
    '--block says what is on stdin, and there is a text as well.',
    'earshot send --block < FILE',
  )
}

/** A message that was refused, or was lost sight of, told by its label. */
function refusal({ type, label, text, code }: Display): Exit | undefined {
  if (type !== 'error' || label === undefined) return undefined
  if (code === 'unconfirmed')
    return new Exit('connectionLost', `The connection was lost: ${plainText(text)}.`)
  return new Exit('failure', `The room did not take the message: ${plainText(text)}.`)
}

/** What `--json` prints for a message that the room has. */
function receipt({ time, channel, id }: Display): string {
  return safeJson({ type: 'sent', time: new Date(time).toISOString(), channel, id: id ?? null })
}
