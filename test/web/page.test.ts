import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DaemonProcess, endAll, freshDir, startDaemonProcess } from '../e2e/daemon-process.ts'
import { type Browser, openChromium } from '../foreign/chromium.ts'
import { whyNot } from '../tmux.ts'
import { Tab, terminal } from './stage.ts'

const reason = whyNot('chromium')
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

describe.skipIf(reason !== undefined)(`the page${reason === undefined ? '' : ` (${reason})`}`, () => {
  let daemon: DaemonProcess
  let browser: Browser
  let url: string
  beforeAll(async () => {
    ;[daemon, browser] = await Promise.all([startDaemonProcess('--allowed-host=lan.test'), openChromium()])
    url = `http://127.0.0.1:${daemon.port}/`
  })
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
  })
  afterAll(async () => {
    await browser?.close()
    await endAll()
  })

  const comes = async (nick: string): Promise<Tab> => await Tab.join(browser.context, url, nick)

  it('lets somebody in, who talks with a terminal and sees who is there', async () => {
    const tab = await comes('ann')
    const heard = terminal(daemon, 'listen', '--count=1')
    await tab.people().getByText('terry').waitFor()
    await tab.say('hello from a page')
    await tab.sees('hello from a page')
    expect((await heard.ended).stdout).toContain('ann: hello from a page')
    expect((await terminal(daemon, 'send', 'hello from a terminal').ended).code).toBe(0)
    await tab.sees('hello from a terminal')
    expect(tab.complaints).toEqual([])
  })

  it('comes back when it is loaded again, and has what was said before', async () => {
    const tab = await comes('bea')
    await tab.say('said before it was loaded again')
    await tab.sees('said before it was loaded again')
    await tab.page.reload()
    await tab.sees('said before it was loaded again')
    await tab.people().getByRole('button', { name: 'bea' }).waitFor()
    expect(tab.complaints).toEqual([])
  })

  it('is two people in two tabs', async () => {
    const one = await comes('cleo')
    const two = await comes('cleo')
    await one.people().getByRole('button', { name: 'cleo_' }).waitFor()
    await one.say('from the first')
    await two.sees('from the first')
    await two.say('from the second')
    await one.sees('from the second')
  })

  it('shows each thing that can be said about a message', async () => {
    const [one, two] = [await comes('dan'), await comes('dora')]
    await one.say('choose me')
    await two.log().getByText('choose me').click()
    await two.page.getByRole('button', { name: 'React with 👍' }).click()
    await one.log().getByText('👍 1').waitFor()
    await two.log().getByText('choose me').click()
    await two.page.getByRole('button', { name: 'Take 👍 back' }).click()
    await one.log().getByText('👍 1').waitFor({ state: 'detached' })
    await two.log().getByText('choose me').click()
    await two.page.getByRole('button', { name: 'Answer' }).click()
    await two.page.locator('#say').pressSequentially('I chose d')
    await two.page.keyboard.press('Tab')
    await two.page.keyboard.press('Enter')
    await one.sees('I chose dan')
    await one.log().getByText('dan: choose me').waitFor()
    await one.log().getByText('choose me', { exact: true }).first().click()
    await one.page.getByRole('button', { name: 'Take back' }).click()
    await two.sees('taken back by dan')
  })

  it('tells who types, and keeps what is said to one person apart', async () => {
    const [one, two] = [await comes('eli'), await comes('ella')]
    await one.field().fill('I am still')
    await two.page.getByText('eli is typing').waitFor()
    await one.say('/msg ella only for you')
    await two.page.getByRole('button', { name: 'eli 1 unread' }).click()
    await two.sees('only for you')
    expect(await two.page.title()).toBe('eli · E2E')
  })

  it('leaves a command that it does not know in the field, and says which was meant', async () => {
    const tab = await comes('flo')
    await tab.say('/jion #dev')
    await tab.sees('did you mean /join?')
    expect(await tab.field().inputValue()).toBe('/jion #dev')
  })

  it('counts what came while nobody looked, in the title and with a ruler', async () => {
    const tab = await comes('finn')
    await tab.say('/join #other')
    await tab.field('Message to #other').waitFor()
    await terminal(daemon, 'send', 'one').ended
    await terminal(daemon, 'send', 'two').ended
    await expect.poll(() => tab.page.title()).toBe('(2) #other · E2E')
    await tab.page.getByRole('button', { name: '#lobby 2 unread' }).click()
    await tab.page.locator('.ruler').waitFor()
    expect(await tab.page.title()).toBe('#lobby · E2E')
  })

  it('is used with the keyboard alone', async () => {
    const tab = await Tab.open(browser.context, url)
    const { keyboard } = tab.page
    await tab.page.getByRole('textbox', { name: 'Your name in the room' }).waitFor()
    await keyboard.press('Tab')
    await keyboard.press('Control+A')
    await keyboard.type('gus')
    await keyboard.press('Enter')
    await tab.field().waitFor()
    await keyboard.type('first line')
    await keyboard.press('Shift+Enter')
    await keyboard.type('second line')
    await keyboard.press('Enter')
    await tab.sees('second line')
    // What the room has not confirmed can neither be chosen nor taken back.
    await tab.page.locator('.waiting').waitFor({ state: 'detached' })
    await keyboard.press('ArrowUp')
    await tab.page.getByRole('button', { name: 'Take back' }).waitFor()
    for (let i = 0; i < 8; i++) await keyboard.press('Tab')
    await keyboard.press('Enter')
    await tab.sees('taken back by gus')
    await tab.log().focus()
    await keyboard.press('Escape')
    expect(await tab.field().evaluate((field) => field.matches(':focus'))).toBe(true)
  })

  it('sends nothing while an input method composes', async () => {
    const tab = await comes('hiro')
    await tab.field().fill('にほん')
    await tab.field().dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    expect(await tab.field().inputValue()).toBe('にほん')
    await tab.field().press('Enter')
    await tab.sees('にほん')
  })

  it('has a place on a phone', async () => {
    const tab = await comes('ida')
    await tab.page.setViewportSize({ width: 360, height: 640 })
    await tab.page.getByText('here', { exact: false }).first().click()
    await tab.people().getByRole('button', { name: 'ida' }).waitFor()
    await tab.page.getByText('here', { exact: false }).first().click()
    await tab.say('from a phone')
    await tab.sees('from a phone')
    const width = await tab.page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBe(360)
    expect(await tab.field().isVisible()).toBe(true)
  })

  it('has nothing that axe-core objects to, by day and by night, in every part', async () => {
    const tab = await Tab.open(browser.context, url)
    const objections = async (): Promise<unknown> => {
      // As a script of the page's own it would be refused.
      await tab.page.evaluate(axe)
      return await tab.page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
      )
    }
    await tab.page.getByText('The name is an account of mine').click()
    expect(await objections()).toEqual([])
    await tab.page.getByRole('button', { name: 'Join' }).click()
    await tab.field().waitFor()
    await tab.say('see https://example.org/ there')
    await tab.say('/topic read https://example.org/topic')
    await tab.sees('example.org')
    await tab.log().getByText('there').click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await objections()).toEqual([])
      for (const panel of ['Search', 'Help']) {
        await tab.page.getByRole('button', { name: panel }).click()
        expect(await objections()).toEqual([])
      }
      await tab.page.getByRole('button', { name: 'Close' }).click()
    }
    await tab.page.setViewportSize({ width: 360, height: 640 })
    expect(await objections()).toEqual([])
  })

  it('shows hostile text as text, and makes links of http and https alone', async () => {
    const tab = await comes('jo')
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '<script>alert(1)</script>',
      'javascript:alert(1) data:text/html,x http://ok.example/?a=<b>"c',
      '\u202egnp.exe \x1b[31mred\x07 \x02bold',
    ]
    for (const text of hostile) expect((await terminal(daemon, 'send', text).ended).code).toBe(0)
    await tab.sees('red')
    expect(await tab.log().locator('img, script, iframe').count()).toBe(0)
    expect(await tab.log().getByText('<script>alert(1)</script>').count()).toBe(1)
    const links = await tab
      .log()
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(links.filter((href) => !href?.includes('example.org'))).toEqual(['http://ok.example/?a='])
    expect(await tab.log().getByRole('link').last().getAttribute('rel')).toBe('noopener noreferrer')
    expect(tab.complaints).toEqual([])
  })

  it('works where the browser has no secure context', async () => {
    const tab = await Tab.join(browser.context, `http://lan.test:${daemon.port}/`, 'kai')
    expect(await tab.page.evaluate('isSecureContext')).toBe(false)
    await tab.say('without a secure context')
    await tab.sees('without a secure context')
    await tab.page.getByRole('button', { name: 'Help' }).click()
    const address = tab.page.getByRole('textbox', { name: 'earshot on a terminal' })
    await address.focus()
    expect(await tab.page.evaluate('getSelection().toString()')).toBe(
      `earshot --host lan.test:${daemon.port}`,
    )
    // Which such a page has no use for.
    expect(tab.complaints.filter((one) => !one.includes('Cross-Origin-Opener-Policy'))).toEqual([])
  })

  it('asks for the password of a room that has one, and says where it can be read on the way', async () => {
    const file = join(freshDir(), 'password')
    writeFileSync(file, 'open sesame\n', { mode: 0o600 })
    const { port } = await startDaemonProcess(`--password-file=${file}`)
    const { page } = await Tab.open(browser.context, `http://127.0.0.1:${port}/`)
    await page.getByRole('button', { name: 'Join' }).click()
    const field = page.getByLabel('The password of the room')
    await field.fill('open')
    await page.getByText('not encrypted').waitFor()
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByText('That password is wrong.').waitFor()
    await field.fill('open sesame')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('log').waitFor()
  })

  it('says why the room lets nobody in under a name', async () => {
    const { page } = await Tab.open(browser.context, url)
    await page.getByRole('textbox', { name: 'Your name in the room' }).fill('#no')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('alert').getByText('The room does not let you in').waitFor()
  })

  it('asks nothing of anybody but the room, and nothing more once it is there', async () => {
    const tab = await Tab.open(browser.context, url)
    const asked: string[] = []
    tab.page.on('request', (request) => void asked.push(request.url()))
    await tab.page.getByRole('button', { name: 'Join' }).click()
    await tab.field().waitFor()
    await tab.say('nothing is asked for')
    await tab.sees('nothing is asked for')
    await tab.say('/join #other')
    await terminal(daemon, 'send', 'unread').ended
    await expect.poll(() => tab.page.title()).toBe('(1) #other · E2E')
    expect(await tab.page.locator('link[rel=icon]').getAttribute('href')).toMatch(/^data:/)
    expect(asked.filter((address) => !address.startsWith('data:'))).toEqual([])
  })
})
