/** What one look at this computer found. */
export interface Finding {
  /** `warn`: earshot works, and something is not as it should be. `fail`: it does not work, or not safely. */
  readonly level: 'ok' | 'warn' | 'fail'
  /** One sentence, or less. */
  readonly says: string
  /** What to type, where there is something to mend. */
  readonly next: readonly string[]
}

/** All is well. */
export const ok = (says: string): Finding => ({ level: 'ok', says, next: [] })

/** Something is not as it should be. */
export const warn = (says: string, ...next: string[]): Finding => ({ level: 'warn', says, next })

/** Something does not work, or is not safe. */
export const fail = (says: string, ...next: string[]): Finding => ({ level: 'fail', says, next })
