import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/moderation.mjs', import.meta.url))

it.skipIf(process.platform !== 'linux')(
  'the log has every right, its use and its refusal, as docs/moderation-log.md shows it',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--check'])
    expect(stdout).toMatch(/^\d+ scenes, and all that they leave is in the log\n$/)
  },
)
