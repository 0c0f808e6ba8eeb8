import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { type DaemonProcess, endAll, freshDir, startDaemonProcess } from '../e2e/daemon-process.ts'
import { type Browser, openChromium } from '../foreign/chromium.ts'
import { whyNot } from '../tmux.ts'
import { Tab } from './stage.ts'
import { tasksOf } from './tasks.ts'

/** Rows made, laid out and thrown away, so many that it takes 100 ms on a computer with nothing else to do. */
async function aTenthOfASecond(tab: Tab): Promise<void> {
  await tab.page.evaluate(
    `(() => {
       const box = document.body.appendChild(document.createElement('div'))
       for (let n = 0; n < 8_500; n++) {
         const row = box.appendChild(document.createElement('p'))
         row.textContent = 'number ' + n + ' of https://example.org/'
       }
       box.getBoundingClientRect()
       box.remove()
     })()`,
  )
}

const reason = whyNot('chromium')

describe.skipIf(reason !== undefined)(`a long talk${reason === undefined ? '' : ` (${reason})`}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openChromium()
  })
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
    await endAll()
  })
  afterAll(async () => await browser?.close())

  const join = async (daemon: DaemonProcess, nick: string): Promise<Tab> =>
    await Tab.join(browser.context, `http://127.0.0.1:${daemon.port}/`, nick)

  /** People who each say what the burst allows, so that nobody has to wait; gives how many lines that were. */
  async function talk(port: number, people: number, each = 12, word = 'line'): Promise<number> {
    let lines = 0
    for (let i = 0; i < people; i++) {
      const wire = await Wire.open(port)
      await wire.register(`p${i}`)
      wire.send('JOIN #lobby')
      for (let n = 0; n < each; n++) wire.send(`PRIVMSG #lobby :${word} ${lines++} of many`)
      await wire.sync()
      wire.close()
    }
    return lines
  }

  it('is read back to its beginning by scrolling up, and nothing jumps meanwhile', async () => {
    const daemon = await startDaemonProcess()
    const lines = await talk(daemon.port, 20)
    const tab = await join(daemon, 'ann')
    await tab.sees(`line ${lines - 1} of many`)
    await tab.page.getByRole('button', { name: 'Search' }).click()
    await tab.page.getByRole('searchbox').fill(`line ${lines - 99} of many`)
    await tab.page.getByText('0 found').waitFor()
    await tab.page.getByRole('button', { name: 'Get older messages' }).click()
    await tab.page.getByText('1 found').waitFor()
    await tab.page.getByRole('button', { name: 'Search' }).click()
    const top = (): Promise<unknown> =>
      tab.log().evaluate((log) => Object.assign(log, { scrollTop: 0 }).scrollTop)
    const first = tab.log().getByText('line 0 of many', { exact: true })
    await expect
      .poll(async () => {
        await top()
        return await first.count()
      })
      .toBe(1)
    const said = await tab
      .log()
      .getByText(/^line \d+ of many$/)
      .allTextContents()
    expect(said).toEqual(Array.from({ length: said.length }, (_, n) => `line ${n} of many`))
    await first.scrollIntoViewIfNeeded()
    const place = await first.boundingBox()
    await talk(daemon.port, 1, 3, 'later')
    const newer = tab.page.getByRole('button', { name: '3 new' })
    await newer.waitFor()
    expect(await first.boundingBox()).toEqual(place)
    await newer.click()
    await expect.poll(() => first.count()).toBe(0)
    await tab.sees('later 2 of many')
  })

  it('goes on after the room was gone and came back, with what was written meanwhile', async () => {
    const state = `--state-dir=${freshDir()}`
    const daemon = await startDaemonProcess(state)
    const tab = await join(daemon, 'bob')
    await tab.say('before')
    await tab.sees('before')
    const lost = tab.page.getByRole('status').getByText('Connection lost')
    daemon.child.kill('SIGTERM')
    await lost.waitFor()
    await tab.say('written while nobody was there')
    await tab.log().getByText('waits for the connection').waitFor()
    const port = String(daemon.port)
    await daemon.ended
    await startDaemonProcess(state, `--port=${port}`)
    await tab.log().getByText('are not remembered').waitFor()
    await tab.log().getByText('waits for the connection').waitFor({ state: 'detached' })
    await tab.sees('written while nobody was there')
    expect(await tab.log().getByText('written while nobody was there').count()).toBe(1)
    await lost.waitFor({ state: 'detached' })
  })

  it('of 5,000 lines in one go keeps nobody waiting, and few of them in the document', async () => {
    const daemon = await startDaemonProcess()
    await browser.context.addInitScript(
      `globalThis.sockets = []
       globalThis.WebSocket = class extends WebSocket { constructor(...args) { super(...args); sockets.push(this) } }`,
    )
    const tab = await join(daemon, 'cleo')
    const tasks = await tasksOf(tab.page, async () => {
      // As they would come from the room, each by itself.
      await tab.page.evaluate(
        `(async () => {
           for (let n = 0; n < 5_000; n++) {
             const data = ':eve!e@host PRIVMSG #lobby :number ' + n + ' of https://example.org/'
             sockets[0].dispatchEvent(new MessageEvent('message', { data }))
             if (n % 20 === 0) await new Promise((next) => setTimeout(next))
           }
         })()`,
      )
      await tab.sees('number 4999 of')
      for (let i = 0; i < 10; i++)
        await tab.page.evaluate(
          `(document.querySelector('[role=log]').scrollTop = 0, new Promise(requestAnimationFrame))`,
        )
    })
    expect(tasks.length).toBeGreaterThan(250)
    // What takes 100 ms on a computer with nothing else to do takes more of this one beside other tests, and so do the tasks.
    const [longest, bound] = [
      Math.max(...tasks),
      Math.max(...(await tasksOf(tab.page, () => aTenthOfASecond(tab)))),
    ]
    expect(longest).toBeLessThan(bound)
    expect(await tab.log().locator('.row').count()).toBeLessThanOrEqual(400)
    expect(tab.complaints).toEqual([])
  })
})
