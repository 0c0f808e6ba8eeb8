import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
/** Says at its end what it cost: of the processor, since how long it took is also up to what else runs. */
const counting =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write(String(user+system))})'

/** CPU of a Node process, µs. */
function cost(...args: string[]): number {
  const { status, stderr } = spawnSync(process.execPath, ['--import', counting, ...args], {
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  return Number(stderr)
}

const median = (costs: number[]): number => costs.toSorted((a, b) => a - b)[costs.length >> 1] ?? Number.NaN

it('earshot --help costs less than twice what Node costs that does nothing', () => {
  const both = Array.from({ length: 3 }, () => [cost('-e', '0'), cost(main, '--help')] as const)
  const [nothing, help] = [median(both.map(([one]) => one)), median(both.map(([, one]) => one))]
  expect(help).toBeLessThan(2 * nothing)
})
