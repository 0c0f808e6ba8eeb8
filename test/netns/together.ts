import { test } from 'vitest'
import { Network, whyNoHosts } from './hosts.ts'

/** Why there can be no hosts here, and what a title says of it. */
export const reason = whyNoHosts()
export const skipped = reason === undefined ? '' : ` (skipped: ${reason})`

type Run = (network: Network) => Promise<void>

/** Tests that mostly wait, so they do so together; the longest is the first. */
export function it(name: string, run: Run): void {
  itOf(test.concurrent, name, run)
}

/** A test that leaves no time for others of its file. */
export function itAlone(name: string, run: Run): void {
  itOf(test, name, run)
}

function itOf(kind: typeof test.concurrent, name: string, run: Run): void {
  kind(name, { timeout: 120_000 }, async ({ onTestFinished }) => {
    const network = new Network()
    onTestFinished(() => network.end())
    await run(network)
  })
}
