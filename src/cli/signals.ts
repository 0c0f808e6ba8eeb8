import { Exit, exitCodes } from './exit.ts'

/**
 * Runs something that SIGINT and SIGTERM end politely: they abort the signal with the `Exit` to end with.
 * The second one ends the process at once.
 */
export async function untilSignal<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const on = (how: 'interrupted' | 'terminated') => () => {
    if (controller.signal.aborted) process.exit(exitCodes[how])
    controller.abort(new Exit(how, ''))
  }
  const interrupted = on('interrupted')
  const terminated = on('terminated')
  process.on('SIGINT', interrupted).on('SIGTERM', terminated).on('SIGHUP', terminated)
  try {
    return await run(controller.signal)
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', terminated).off('SIGHUP', terminated)
  }
}

/** Rejects with the signal's reason, and never resolves. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Exit('interrupted', ''))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
}

/** The result, or `late()` as the error once `ms` have passed, or the signal's reason. */
export async function within<T>(
  ms: number,
  signal: AbortSignal,
  late: () => Error,
  result: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms)
  })
  const ended = new AbortController()
  const stop = AbortSignal.any([signal, ended.signal])
  try {
    return await Promise.race([result, timeout, aborted(stop)])
  } finally {
    clearTimeout(timer)
    ended.abort()
  }
}
