/** A promise and what settles it: `Promise.withResolvers`, which Node 20 has not. */
export interface Resolvable<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: Error) => void
}

/** A promise that somebody else settles. */
export function resolvable<T>(): Resolvable<T> {
  let resolve: Resolvable<T>['resolve'] = () => undefined
  let reject: Resolvable<T>['reject'] = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
