import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

/** A browser of nobody: a new profile, and no word to the network but what a test makes it say. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Every name but those of this computer is made to stand for it, as a rebound one is.
  '--host-resolver-rules=MAP evil.test 127.0.0.1,MAP lan.test 127.0.0.1',
]

export interface Browser {
  readonly context: BrowserContext
  close(): Promise<void>
}

export async function openChromium(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'earshot-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: flags,
    headless: true,
    ignoreHTTPSErrors: true,
  })
  return {
    context,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
