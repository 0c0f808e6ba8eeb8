/** Numbers from 1 on, as one life of a daemon counts what it says. */
export function counter(): () => number {
  let last = 0
  return () => ++last
}
