import type { BrowserContext, Locator, Page } from 'playwright-core'
import { type Command, type DaemonProcess, earshot, freshDir } from '../e2e/daemon-process.ts'

/** A tab with the page, by what a person finds on it. */
export class Tab {
  readonly page: Page
  /** Everything that the browser holds against the page. */
  readonly complaints: string[] = []

  private constructor(page: Page) {
    this.page = page
    page.setDefaultTimeout(20_000)
    page.on('console', (message) => {
      // It says of each socket that cannot be opened that it cannot.
      if (!message.text().includes('WebSocket')) this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => void this.complaints.push(error.message))
  }

  static async open(context: BrowserContext, url: string): Promise<Tab> {
    const tab = new Tab(await context.newPage())
    await tab.page.goto(url)
    return tab
  }

  /** Comes into the room under this nick. */
  static async join(context: BrowserContext, url: string, nick: string): Promise<Tab> {
    const tab = await Tab.open(context, url)
    await tab.page.getByRole('textbox', { name: 'Your name in the room' }).fill(nick)
    await tab.page.getByRole('button', { name: 'Join' }).click()
    await tab.field().waitFor()
    await tab.people().getByRole('button', { name: nick }).first().waitFor({ state: 'attached' })
    return tab
  }

  field(name = 'Message to #lobby'): Locator {
    return this.page.getByRole('textbox', { name })
  }

  log(): Locator {
    return this.page.getByRole('log')
  }

  people(): Locator {
    return this.page.getByRole('complementary', { name: 'People here', includeHidden: true })
  }

  async say(text: string): Promise<void> {
    await this.page.locator('#say').fill(text)
    await this.page.locator('#say').press('Enter')
  }

  /** Waits until this is among what was said. */
  async sees(text: string | RegExp): Promise<void> {
    await this.log().getByText(text).last().waitFor()
  }
}

/** `earshot` in this room, as somebody else on a terminal. */
export function terminal(daemon: DaemonProcess, command: string, ...args: string[]): Command {
  return earshot(
    command,
    `--host=127.0.0.1:${daemon.port}`,
    `--state-dir=${freshDir()}`,
    '--no-tls',
    '--nick=terry',
    ...args,
  )
}
