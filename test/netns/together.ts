import { test } from 'vitest'
import { Network, whyNoHosts } from './hosts.ts'

/** Why there can be no hosts here, and what a title says of it. */
export const reason = whyNoHosts()
export const skipped = reason === undefined ? '' : ` (skipped: ${reason})`

/** Tests that mostly wait, so they do so together; the longest is the first. */
export function it(name: string, run: (network: Network) => Promise<void>): void {
  test.concurrent(name, { timeout: 120_000 }, async ({ onTestFinished }) => {
    const network = new Network()
    onTestFinished(() => network.end())
    await run(network)
  })
}
