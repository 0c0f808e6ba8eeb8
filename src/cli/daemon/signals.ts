import { journalDescriptor } from '../../ops/journal.ts'

/** What signals ask of a daemon. */
export interface Asked {
  readonly stop: (reason: string) => void
  readonly reload: () => void
  /** SIGHUP comes from who tends it, and not from a terminal that was closed. */
  readonly isTended: boolean
}

/** Set for a daemon in the background, and for those that take its place. */
export const detachedVariable = 'EARSHOT_DETACHED'

/**
 * Whether a daemon with this environment is in the background, or under a service manager that hears from it: there SIGHUP
 * is the way to have the configuration read again (daemon(7)). That `$JOURNAL_STREAM` is set says nothing: terminals inherit
 * it; our output has to be the journal.
 */
export function isTended(env: Readonly<Record<string, string | undefined>>): boolean {
  const isSet = (name: string): boolean => env[name] !== undefined && env[name] !== ''
  if (isSet('NOTIFY_SOCKET') || isSet(detachedVariable)) return true
  return journalDescriptor(env['JOURNAL_STREAM']) !== undefined
}

/** Turns signals into a polite stop, or a reload; gives what takes them back. */
export function listenToSignals({ stop, reload, isTended }: Asked): () => void {
  const onStop = (): void => stop('Server shutting down')
  const onHangUp = isTended ? reload : onStop
  process.on('SIGTERM', onStop).on('SIGINT', onStop).on('SIGHUP', onHangUp)
  return () => void process.off('SIGTERM', onStop).off('SIGINT', onStop).off('SIGHUP', onHangUp)
}
