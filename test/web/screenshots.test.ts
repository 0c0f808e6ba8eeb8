import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { freshDir } from '../e2e/daemon-process.ts'
import { whyNot } from '../tmux.ts'

const reason = whyNot('chromium')

it.skipIf(reason !== undefined)(
  `the pictures of the page in docs/ can be taken again${reason === undefined ? '' : ` (${reason})`}`,
  async () => {
    const out = freshDir()
    await promisify(execFile)(process.execPath, ['scripts/screenshots.mjs', out])
    const sizes = ['desktop', 'dark', 'phone'].map((name) => {
      // The first chunk of a PNG tells its width and height (PNG §11.2.2).
      const header = readFileSync(join(out, `page-${name}.png`)).subarray(16, 24)
      return [header.readUInt32BE(0), header.readUInt32BE(4)]
    })
    expect(sizes).toEqual([
      [780, 440],
      [780, 440],
      [360, 560],
    ])
  },
)
