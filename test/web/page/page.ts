import type { Display } from '../../../src/client/model.ts'
import { heard } from '../../../src/web/page/hear.ts'
import { type Buffer, type Page, currentOf, emptyPage } from '../../../src/web/page/model.ts'

/** A page that is in #lobby, and heard these. */
export function pageWith(...displays: readonly Partial<Display>[]): Page {
  return displays.reduce<Page>(hear, hear({ ...emptyPage(1_000), phase: { is: 'inside' } }, joined('#lobby')))
}

/** With one thing more. What it does not say is a message of eve to #lobby. */
export function hear(page: Page, display: Partial<Display>): Page {
  const usual = {
    type: 'message',
    time: 2_000,
    text: '',
    channel: '#lobby',
    nick: 'eve',
    self: false,
  } as const
  return heard(page, { ...usual, ...display })
}

export function joined(channel: string): Partial<Display> {
  return { type: 'status', code: 'joined', channel, self: true }
}

/** The buffer that is shown. */
export function lobby(page: Page): Buffer {
  const buffer = currentOf(page)
  if (buffer === undefined) throw new Error('nothing is shown')
  return buffer
}
