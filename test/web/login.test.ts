import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { type DaemonProcess, endAll, startDaemonProcess } from '../e2e/daemon-process.ts'
import { type Browser, openChromium } from '../foreign/chromium.ts'
import { whyNot } from '../tmux.ts'
import { Tab } from './stage.ts'

const reason = whyNot('chromium')

describe.skipIf(reason !== undefined)(
  `logging in on the page${reason === undefined ? '' : ` (${reason})`}`,
  () => {
    let daemon: DaemonProcess
    let browser: Browser
    let owner: Wire
    beforeAll(async () => {
      ;[daemon, browser] = await Promise.all([startDaemonProcess('--allowed-host=lan.test'), openChromium()])
      owner = await Wire.open(daemon.port)
      await owner.register('owner')
      const ann = await Wire.open(daemon.port)
      await ann.register('ann')
      ann.send('REGISTER * * :correct horse')
      await ann.skipTo(/ 900 /)
      ann.close()
    })
    afterEach(async () => {
      for (const page of browser.context.pages().slice(1)) await page.close()
    })
    afterAll(async () => {
      owner.close()
      await browser?.close()
      await endAll()
    })

    async function logIn(tab: Tab, nick: string, password: string, keep = false): Promise<void> {
      const { page } = tab
      await page.getByRole('textbox', { name: 'Your name in the room' }).fill(nick)
      const field = page.getByLabel('Its password')
      if (!(await field.isVisible())) await page.getByText('The name is an account of mine').click()
      await field.fill(password)
      await page.getByLabel('Keep it in this browser').setChecked(keep)
      await page.getByRole('button', { name: 'Join' }).click()
    }

    /** The account that the room knows somebody by (330, WHOIS). */
    async function accountOf(nick: string): Promise<string | undefined> {
      owner.send(`WHOIS ${nick}`)
      await owner.skipTo(/ 318 /)
      return owner.lines.findLast((line) => line.includes(' 330 '))?.split(' ')[4]
    }

    it('works without a secure context, says what that means, and keeps nothing', async () => {
      const tab = await Tab.open(browser.context, `http://lan.test:${daemon.port}/`)
      await logIn(tab, 'ann', 'battery staple')
      await tab.page.getByRole('alert').getByText('You are not logged in').waitFor()
      expect(await tab.page.getByText('this page came unencrypted').isVisible()).toBe(true)
      await logIn(tab, 'ann', 'correct horse')
      await tab.field().waitFor()
      expect(await accountOf('ann')).toBe('ann')
      expect(await tab.page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain('horse')
      // Somewhere else the same person comes in under the same name.
      const other = await Tab.open(browser.context, `http://lan.test:${daemon.port}/`)
      await logIn(other, 'ann', 'correct horse')
      await other.field().waitFor()
      await tab.page.getByRole('alert').getByText('You came in elsewhere under this name').waitFor()
    })

    it('keeps the password for who asks for it, and then logs in again when it is loaded again', async () => {
      const tab = await Tab.open(browser.context, `http://127.0.0.1:${daemon.port}/`)
      await logIn(tab, 'ann', 'correct horse', true)
      await tab.field().waitFor()
      await tab.page.reload()
      await tab.field().waitFor()
      expect(await accountOf('ann')).toBe('ann')
      await tab.say('/quit')
      await tab.page.getByLabel('Keep it in this browser').uncheck()
      await tab.page.getByLabel('Its password').fill('')
      await tab.page.getByRole('button', { name: 'Join' }).click()
      await tab.field().waitFor()
      expect(await tab.page.evaluate('JSON.stringify(localStorage)')).not.toContain('horse')
      expect(tab.complaints).toEqual([])
    })
  },
)
