import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DaemonProcess, endAll, startDaemonProcess } from '../e2e/daemon-process.ts'
import { whyNot } from '../tmux.ts'
import { type Browser, openChromium } from './chromium.ts'

const reason = whyNot('chromium')

describe.skipIf(reason !== undefined)(`chromium${reason === undefined ? '' : ` (${reason})`}`, () => {
  let daemon: DaemonProcess
  let browser: Browser
  let elsewhere: Server
  let otherPort: number
  beforeAll(async () => {
    // The page of somebody else, on the same computer.
    elsewhere = createServer((_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<p>evil</p>'),
    )
    elsewhere.listen(0, '127.0.0.1')
    const [started, opened] = await Promise.all([
      startDaemonProcess(),
      openChromium(),
      once(elsewhere, 'listening'),
    ])
    const address = elsewhere.address()
    daemon = started
    browser = opened
    otherPort = typeof address === 'object' ? (address?.port ?? 0) : 0
  })
  afterAll(async () => {
    elsewhere?.close()
    elsewhere?.closeAllConnections()
    await browser?.close()
    await endAll()
  })

  /** A page, and everything that the browser holds against it. */
  async function visit(
    url: string,
  ): Promise<{ page: Page; status: number | undefined; complaints: string[] }> {
    const page = await browser.context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('pageerror', (error) => void complaints.push(error.message))
    page.on('requestfailed', (request) => void complaints.push(request.url()))
    const answer = await page.goto(url)
    return { page, status: answer?.status(), complaints }
  }

  /** Registers over a WebSocket in the page; gives the first word of the welcome, or that it was refused. */
  const talk = async (page: Page, url: string): Promise<string> =>
    await page.evaluate(
      async (url) =>
        await new Promise<string>((resolve) => {
          const ws = new WebSocket(url, ['text.ircv3.net'])
          ws.addEventListener('open', () => {
            ws.send('NICK page')
            ws.send('USER page 0 * :page')
          })
          ws.addEventListener('message', ({ data }) => {
            resolve(`${ws.protocol} ${String(data).split(' ')[1]}`)
            ws.close(1000)
          })
          ws.addEventListener('error', () => resolve('refused'))
        }),
      url,
    )

  it.each([
    ['http', 'ws', '127.0.0.1'],
    ['http', 'ws', 'localhost'],
    ['https', 'wss', '127.0.0.1'],
  ])(
    'reads the page over %s and talks over %s at %s, and holds nothing against it',
    async (http, ws, host) => {
      const at = `${host}:${daemon.port}`
      const { page, status, complaints } = await visit(`${http}://${at}/`)
      expect(status).toBe(200)
      expect(await page.getByRole('heading').textContent()).toBe('This is an earshot room')
      // The style is there, under the policy of the page.
      expect(await page.evaluate('document.styleSheets.length')).toBe(1)
      expect(await talk(page, `${ws}://${at}/socket`)).toBe('text.ircv3.net 001')
      expect(await talk(page, `${ws}://${at}/`)).toBe('text.ircv3.net 001')
      expect(complaints).toEqual([])
      await page.close()
    },
  )

  it('runs nothing in the page that is not a file of it, and talks to nobody else from it', async () => {
    const { page, complaints } = await visit(`http://127.0.0.1:${daemon.port}/`)
    const script = page.evaluate('document.body.innerHTML = "<img src=x onerror=alert(1)>"')
    await expect(script).rejects.toThrow(/TrustedHTML/)
    expect(await talk(page, `ws://127.0.0.1:${otherPort}/`).catch(() => 'refused')).toBe('refused')
    expect(complaints.join('\n')).toContain('Content Security Policy')
    await page.close()
  })

  it('lets gamja in from a page that the daemon is told of: no sub-protocol, text, one line a message', async () => {
    const origin = `http://127.0.0.1:${otherPort}`
    const { port } = await startDaemonProcess(`--web-origin=${origin}`)
    const { page } = await visit(origin)
    const shown = await page.evaluate(
      async (url) =>
        await new Promise<string>((resolve) => {
          const ws = new WebSocket(url)
          const send = (...lines: string[]): void => {
            for (const line of lines) ws.send(line)
          }
          ws.addEventListener('open', () => send('CAP LS 302', 'NICK ann', 'USER ann 0 * Ann'))
          ws.addEventListener('message', ({ data }) => {
            if (typeof data !== 'string') return resolve('no text')
            if (/ CAP \* LS :/.test(data))
              send('CAP REQ :batch echo-message labeled-response message-tags server-time', 'CAP END')
            if (data.includes(' 001 ')) resolve(data.replace(/^@\S+ /, ''))
          })
          ws.addEventListener('close', ({ code }) => resolve(`closed ${code}`))
          ws.addEventListener('error', () => resolve('refused'))
        }),
      `ws://127.0.0.1:${port}/socket`,
    )
    expect(shown).toMatch(/^:earshot\.local 001 ann :Welcome to E2E, ann![^\r\n]+$/)
    await page.close()
  })

  it('gets no WebSocket for the page of somebody else', async () => {
    const { page } = await visit(`http://127.0.0.1:${otherPort}/`)
    expect(await talk(page, `ws://127.0.0.1:${daemon.port}/socket`)).toBe('refused')
    expect(await talk(page, `wss://127.0.0.1:${daemon.port}/socket`)).toBe('refused')
    await page.close()
  })

  it('gets nothing by a name that was made to stand for this computer', async () => {
    const { page, status } = await visit(`http://evil.test:${daemon.port}/`)
    expect(status).toBe(421)
    expect(await talk(page, `ws://evil.test:${daemon.port}/socket`)).toBe('refused')
    await page.close()
    const { page: other } = await visit(`http://evil.test:${otherPort}/`)
    expect(await talk(other, `ws://evil.test:${daemon.port}/socket`)).toBe('refused')
    await other.close()
  })

  it.each([
    ['NICK', 'no HTTP'],
    ['patch', 'no HTTP'],
    ['POST', '421'],
  ])('gets no IRC into the room by a request of %s from there', async (method, answer) => {
    const { page } = await visit(`http://evil.test:${daemon.port}/`)
    const ask = async (method: string): Promise<string> =>
      await fetch(`/${'x'.repeat(700)}`, {
        method,
        body: 'NICK evil\r\nUSER evil 0 * :evil\r\nJOIN #lobby\r\nPRIVMSG #lobby :hello\r\n',
      }).then(
        ({ status }) => String(status),
        () => 'no HTTP',
      )
    expect(await page.evaluate(ask, method)).toBe(answer)
    const said = daemon.log()
    expect(said.filter(({ nick }) => nick === 'evil')).toEqual([])
    const left = said.findLast(({ evt }) => evt === 'conn.left')
    if (method !== 'POST') expect(left).toMatchObject({ reason: 'HTTP request' })
    await page.close()
  })
})
