import { lstatSync, type Stats } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { readLine, type NoLine } from './control-line.ts'
import { ControlError, type Request, parseAnswer } from './control-protocol.ts'

/** Between the moment that a socket's file is there and the one in which it takes connections a daemon is starting. */
const refusedTries = 3
const refusedMs = 50

/**
 * Asks the daemon whose control socket stands at `path`. One that refuses is asked again, as it may just be opening.
 * @returns what the command's verb gave
 * @throws ControlError, by its `fault`: 'no-daemon' (nothing listens there), 'not-ours' (what stands there is no
 *   socket, or another user's), 'no-answer' (none within `timeoutMs`), 'bad-answer', 'refused' (the daemon says no)
 */
export async function askControl(path: string, request: Request, timeoutMs: number): Promise<object> {
  checkOwner(path)
  const line = await askLine(path, JSON.stringify(request), timeoutMs)
  const answer = parseAnswer(line)
  if (answer === undefined)
    throw new ControlError('bad-answer', `What listens on ${path} does not answer as an earshot daemon does.`)
  if (!answer.ok)
    throw new ControlError('refused', `The daemon refused "${request.command}": ${answer.error}`)
  return answer.result
}

async function askLine(path: string, request: string, timeoutMs: number): Promise<string> {
  for (let tries = 1; ; tries++) {
    const [line, noLine] = await exchange(path, request, timeoutMs)
    if (noLine === undefined) return line
    if (!isRefusal(noLine) || tries === refusedTries) throw failure(path, timeoutMs, noLine)
    await sleep(refusedMs)
  }
}

function exchange(
  path: string,
  request: string,
  timeoutMs: number,
): Promise<[line: string, noLine?: NoLine | undefined]> {
  return new Promise((resolve) => {
    const socket = connect(path)
    readLine(socket, timeoutMs, (...answer) => {
      socket.destroy()
      resolve(answer)
    })
    socket.write(`${request}\n`)
  })
}

const isRefusal = (noLine: NoLine): boolean => typeof noLine === 'object' && noLine.code === 'ECONNREFUSED'

/** A socket that another user put there could say anything; root may ask everybody's daemon. */
function checkOwner(path: string): void {
  const found = look(path)
  if (found === undefined) throw noDaemon(path)
  const uid = process.getuid?.() ?? found.uid
  if (!found.isSocket() || (found.uid !== uid && uid !== 0)) throw notOurs(path)
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (cause) {
    // The directory is closed to this user.
    throw notOurs(path, cause)
  }
}

/** What stands at the path is nothing that a daemon of this user has put there. */
export function notOurs(path: string, cause?: unknown): ControlError {
  return new ControlError(
    'not-ours',
    `${path} is not a socket of this user, so it is left alone. Look at it: ls -l ${path}`,
    { cause },
  )
}

function noDaemon(path: string, cause?: unknown): ControlError {
  return new ControlError(
    'no-daemon',
    `No earshot daemon runs here: nothing listens on ${path}. Start one: earshot daemon`,
    { cause },
  )
}

function failure(path: string, timeoutMs: number, noLine: NoLine): ControlError {
  if (noLine === 'late')
    return new ControlError('no-answer', `The daemon at ${path} did not answer within ${timeoutMs} ms.`)
  if (noLine === 'too-long') return new ControlError('bad-answer', `The answer from ${path} is too long.`)
  if (noLine === 'ended')
    return new ControlError(
      'no-answer',
      `The daemon at ${path} hung up without an answer; it may be stopping.`,
    )
  if (noLine.code === 'ECONNREFUSED' || noLine.code === 'ENOENT') return noDaemon(path, noLine)
  return new ControlError('no-answer', `The control socket cannot be used: ${noLine.message}`, {
    cause: noLine,
  })
}
