/** Turns signals into a polite stop; gives what takes them back. SIGHUP is a closed terminal. */
export function listenToSignals(stop: (reason: string) => void): () => void {
  const onSignal = (): void => stop('Server shutting down')
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, onSignal)
  return () => {
    for (const signal of signals) process.off(signal, onSignal)
  }
}
