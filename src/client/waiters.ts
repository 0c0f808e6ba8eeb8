import type { Model } from './model.ts'

/** Who waits for a model to be so. */
export interface Waiters {
  /** Resolves with true as soon as the model is so, with false when it is over before. */
  until(test: (model: Model) => boolean): Promise<boolean>
  /** To be called whenever the model has changed. */
  check(): void
}

/** @param isOver whether nothing will change any more */
export function waiters(model: () => Model, isOver: () => boolean = () => model().phase === 'over'): Waiters {
  const waiting = new Set<() => void>()
  return {
    until: (test) =>
      new Promise((resolve) => {
        const check = () => {
          if (!test(model()) && !isOver()) return
          waiting.delete(check)
          resolve(test(model()))
        }
        waiting.add(check)
        check()
      }),
    check: () => {
      for (const check of waiting) check()
    },
  }
}
