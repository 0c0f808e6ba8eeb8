// @ts-check
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import './node-version.mjs'

// node scripts/screenshots.mjs [folder]: the pictures of the page in docs/, taken of a room of its own that is full of talk.
const { ready, root } = await import('./ready.mjs')
await ready()

const out = process.argv[2] ?? join(root, 'docs')
const state = mkdtempSync(join(tmpdir(), 'earshot-screenshots-'))
const main = join(root, 'dist', 'cli', 'main.js')
const place = ['--state-dir', join(state, 'room')]
const daemon = spawn(
  process.execPath,
  [main, 'daemon', '--name', 'Office', '--port', '0', '--bind', '127.0.0.1', '--no-discovery', ...place],
  { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })

try {
  const port = await new Promise((resolve) =>
    daemon.once('message', (message) => resolve(Object(message).port)),
  )
  const url = `http://127.0.0.1:${port}/`

  /**
   * @param {string} nick
   * @param {import('playwright-core').BrowserContextOptions} [options]
   */
  const come = async (nick, options) => {
    const page = await (await browser.newContext(options)).newPage()
    await page.goto(url)
    await page.getByRole('textbox', { name: 'Your name in the room' }).fill(nick)
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('textbox', { name: 'Message to #lobby' }).waitFor()
    return page
  }
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} text
   */
  const say = async (page, text) => {
    const field = page.getByRole('textbox', { name: 'Message to' })
    await field.fill(text)
    await field.press('Enter')
    await page.locator('.row.waiting').waitFor({ state: 'detached' })
  }

  const ann = await come('ann', { viewport: { width: 780, height: 440 }, colorScheme: 'light' })
  await say(ann, '/topic Lunch at noon · minutes: https://wiki.example/minutes')
  const eve = await come('eve', {
    viewport: { width: 360, height: 560 },
    colorScheme: 'light',
    isMobile: true,
  })
  const bob = await come('bob', { viewport: { width: 780, height: 440 }, colorScheme: 'dark' })
  await say(eve, 'the projector in room 2 works again')
  await say(bob, 'so the demo can be there after all')
  await say(bob, 'at three, say?')
  await say(ann, 'bob: three is fine, I bring the adapter')
  await say(eve, '/me fetches more chairs')
  await ann.getByText('the projector in room 2').click()
  await ann.getByRole('button', { name: 'Answer' }).click()
  await say(ann, 'who repaired it? The notes are at https://wiki.example/projector')
  await say(bob, '/join #demo')
  await bob.getByRole('textbox', { name: 'Message to #demo' }).waitFor()
  await bob.getByRole('button', { name: '#lobby', exact: true }).click()
  await say(eve, '/msg bob do you have the key to room 2?')
  await eve.getByRole('textbox', { name: 'Message to bob' }).waitFor()
  await eve.locator('.menu summary').first().click()
  await eve.getByRole('button', { name: '#lobby', exact: true }).click()
  await eve.getByRole('textbox', { name: 'Message to #lobby' }).waitFor()
  await say(eve, 'it was me')
  await bob.getByText('it was me').waitFor()
  await ann.getByText('it was me').waitFor()
  await bob.getByRole('textbox', { name: 'Message to' }).fill('I have it')
  await eve.getByText('bob is typing').waitFor()
  for (const [name, page] of /** @type {const} */ ([
    ['desktop', ann],
    ['dark', bob],
    ['phone', eve],
  ]))
    await page.screenshot({ path: join(out, `page-${name}.png`) })
} finally {
  await browser.close()
  const ended = new Promise((resolve) => daemon.once('close', resolve))
  daemon.kill()
  await ended
  rmSync(state, { recursive: true, force: true })
}
