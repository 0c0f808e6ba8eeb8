import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What is still needed when all else was thrown away. */
export function keptBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

/** A small generator of its own (Numerical Recipes, ch. 7.1), since 100,000 inputs of a property take minutes. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
