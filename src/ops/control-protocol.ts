/** How the daemon and its operator's commands talk: one JSON line asks, one JSON line answers. */

/** Bytes of one line, its LF included. Longer: refused. */
export const controlLineBytes = 65_536

/** What the daemon says. */
export type Answer =
  | { readonly ok: true; readonly result: object }
  | { readonly ok: false; readonly error: string }

/** Why the control socket could not be used. */
export type ControlFault =
  | 'no-daemon'
  | 'already-running'
  | 'not-ours'
  | 'no-answer'
  | 'bad-answer'
  | 'refused'
  | 'cannot-open'

/** A fault whose message tells an operator what, why and what to do. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly fault: ControlFault
  /** With 'already-running': what the other daemon says of itself, if it answered. */
  readonly answer: object | undefined

  constructor(
    fault: ControlFault,
    message: string,
    more: { answer?: object | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.fault = fault
    this.answer = more.answer
  }
}

/** What is asked: a command, and its arguments beside it. */
export interface Request {
  readonly command: string
  readonly [argument: string]: unknown
}

/** The request in a line, or nothing when it holds none. */
export function parseRequest(line: string): Request | undefined {
  const value = parsed(line)
  return value !== undefined && 'command' in value && typeof value.command === 'string'
    ? { ...value, command: value.command }
    : undefined
}

/** The answer in a line, or nothing when it holds none. */
export function parseAnswer(line: string): Answer | undefined {
  const value = parsed(line)
  if (value === undefined || !('ok' in value)) return undefined
  if (value.ok === true && 'result' in value && typeof value.result === 'object' && value.result !== null)
    return { ok: true, result: value.result }
  if (value.ok === false && 'error' in value && typeof value.error === 'string')
    return { ok: false, error: value.error }
  return undefined
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
