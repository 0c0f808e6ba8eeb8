import { readFileSync, readdirSync } from 'node:fs'

/**
 * CPU time that a process has had so far in nanoseconds, all of its threads together (V8's and libuv's helpers, too),
 * in user space and in the kernel. Linux counts it at each switch and each tick, so it is up to 4 ms behind.
 */
export function cpuNs(pid: number): number {
  const tasks = `/proc/${pid}/task`
  let sum = 0
  for (const task of readdirSync(tasks)) {
    try {
      sum += parseSchedstat(readFileSync(`${tasks}/${task}/schedstat`, 'utf8'))
    } catch (error) {
      // A thread may end between the two looks.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  return sum
}

/**
 * The first of the three numbers of a schedstat file: nanoseconds on a CPU.
 * @throws {Error} where the kernel keeps no such statistics
 */
export function parseSchedstat(text: string): number {
  const ns = /^(\d+) \d+ \d+$/.exec(text.trim())?.[1]
  if (ns === undefined) throw new Error(`this is no schedstat: ${JSON.stringify(text)}`)
  return Number(ns)
}
