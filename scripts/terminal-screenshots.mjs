// @ts-check
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import xterm from '@xterm/headless'
import { chromium } from 'playwright-core'
import './node-version.mjs'

// node scripts/terminal-screenshots.mjs [folder]: the pictures of the full screen in docs/: earshot runs in tmux, where others talk to it, and
// what tmux has on its screen is drawn by Chromium.
const { ready, root } = await import('./ready.mjs')
await ready()

const out = process.argv[2] ?? join(root, 'docs')
const state = mkdtempSync(join(tmpdir(), 'earshot-terminal-'))
const main = join(root, 'dist', 'cli', 'main.js')
const place = (/** @type {string} */ name) => ['--state-dir', join(state, name)]
const size = { columns: 96, rows: 24 }

/** @param {string[]} args */
const tmux = (...args) =>
  execFileSync('tmux', ['-u', '-S', join(state, 'tmux'), '-f', '/dev/null', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: state, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' },
  })
const screen = (/** @type {string} */ name) => tmux('capture-pane', '-p', '-t', name)

/** Waits until a screen shows this. @param {string} name @param {string} text */
async function shows(name, text) {
  for (let i = 0; i < 300 && !screen(name).includes(text); i++) await sleep(50)
  if (!screen(name).includes(text)) throw new Error(`no "${text}" on the screen:\n${screen(name)}`)
}

/** Types it into a terminal, keys as tmux names them. @param {string} name @param {string} text @param {string[]} keys */
function type(name, text, ...keys) {
  if (text !== '') tmux('send-keys', '-t', name, '-l', text)
  if (keys.length > 0) tmux('send-keys', '-t', name, ...keys)
}

/** Says it, and waits until it is there. @param {string} name @param {string} text */
async function say(name, text) {
  type(name, text, 'Enter')
  // The rest may be on another row.
  await shows('ann', text.replace(/^\/\w+ /, '').slice(0, 20))
}

/** The cells of a screen as HTML, in the colours of xterm. @param {string} name */
async function drawn(name) {
  const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true })
  const text = tmux('capture-pane', '-e', '-p', '-t', name).replace(/\n$/, '').replaceAll('\n', '\r\n')
  await new Promise((resolve) => terminal.write(text, () => resolve(undefined)))
  const rows = Array.from({ length: size.rows }, (_, y) => {
    const line = terminal.buffer.active.getLine(y)
    return Array.from({ length: size.columns }, (_, x) => styled(line?.getCell(x))).join('')
  })
  return `<pre>${rows.join('\n')}</pre>`
}

/** @param {import('@xterm/headless').IBufferCell | undefined} cell */
function styled(cell) {
  if (cell === undefined || cell.getWidth() === 0) return ''
  const ink = cell.isFgDefault() ? '#d8dee4' : colour(cell.getFgColor())
  const ground = cell.isBgDefault() ? 'transparent' : colour(cell.getBgColor())
  const style = [
    `color:${ink}`,
    `background:${ground}`,
    ...(cell.isBold() ? ['font-weight:bold'] : []),
    ...(cell.isUnderline() ? ['text-decoration:underline'] : []),
  ]
  const text = (cell.getChars() || ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<span style="${style.join(';')}">${text}</span>`
}

/** One of xterm's 256 colours; of the first 16 none is used. @param {number} index */
function colour(index) {
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + 10 * (index - 232))
      .join(',')})`
  const level = (/** @type {number} */ n) => (n === 0 ? 0 : 55 + 40 * n)
  const cube = index - 16
  return `rgb(${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level).join(',')})`
}

const css =
  'body{margin:0;background:#0d1117} pre{margin:0;padding:10px;font:14px/18px "DejaVu Sans Mono",monospace;width:max-content}'

const daemon = spawn(
  process.execPath,
  [
    main,
    'daemon',
    '--name',
    'Office',
    '--port',
    '0',
    '--bind',
    '127.0.0.1',
    '--no-discovery',
    ...place('room'),
  ],
  { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const port = await new Promise((resolve) =>
    daemon.once('message', (message) => resolve(Object(message).port)),
  )
  for (const nick of ['ann', 'bob', 'eve']) {
    const command = [process.execPath, main, '--host', `127.0.0.1:${port}`, '--nick', nick, ...place(nick)]
    const at = ['-x', String(size.columns), '-y', String(size.rows)]
    const options = [
      'set',
      '-g',
      'default-terminal',
      'screen-256color',
      ';',
      'set',
      '-g',
      'status',
      'off',
      ';',
    ]
    tmux(...options, 'new-session', '-d', '-s', nick, ...at, ...command)
    await shows(nick, '#lobby')
  }
  await say('ann', '/topic Lunch at noon · minutes: https://wiki.example/minutes')
  await say('bob', 'good morning, is the build green?')
  await say('eve', 'since ten minutes: https://ci.example/main/4711')
  await say('ann', 'then we can show it at three')
  type('eve', '', 'M-Up')
  type('eve', 'r')
  await shows('eve', '↳ ann')
  await say(
    'eve',
    'I bring the adapter and the long cable; the short one does not reach the projector in room 2',
  )
  await say('bob', '/me fetches more chairs')
  type('bob', '', 'M-Up', 'M-Up', 'e')
  type('bob', '✔', 'Enter')
  await shows('ann', '✔ 1')
  await say('bob', 'ann: do you have the key to room 2?')
  type('eve', '/join #demo', 'Enter')
  await shows('eve', '#demo of Office')
  await say('ann', 'it is where it always is')
  type('bob', 'found i')
  await shows('ann', 'bob is typing')
  type('ann', 'great, b', 'Tab')
  await shows('ann', 'great, bob')
  const page = await browser.newPage({ viewport: { width: 900, height: 500 } })
  for (const [name, file] of /** @type {const} */ ([
    ['ann', 'terminal'],
    ['help', 'terminal-help'],
  ])) {
    if (name === 'help') {
      type('ann', '', 'F1')
      await shows('ann', 'any other key closes')
    }
    await page.setContent(`<style>${css}</style>${await drawn('ann')}`)
    await page.locator('pre').screenshot({ path: join(out, `${file}.png`) })
  }
} finally {
  await browser.close()
  try {
    tmux('kill-server')
  } catch {
    // It never started.
  }
  const ended = new Promise((resolve) => daemon.once('close', resolve))
  daemon.kill()
  await ended
  rmSync(state, { recursive: true, force: true })
}
