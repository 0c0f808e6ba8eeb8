import type { Display } from '../client/model.ts'
import type { Clock } from '../protocol/clock.ts'
import type { Settings } from './model.ts'
import { noticeOf } from './notice.ts'
import type { Screen } from './screen.ts'

/** Nobody hears more often, ms. */
const bellMs = 1_000

/** How somebody is called who does not look. */
export class Alarm {
  readonly #screen: Screen
  readonly #clock: Pick<Clock, 'now'>
  #rungAt = Number.NEGATIVE_INFINITY

  constructor(screen: Screen, clock: Pick<Clock, 'now'>) {
    this.#screen = screen
    this.#clock = clock
  }

  ring(): void {
    const now = this.#clock.now()
    if (now - this.#rungAt < bellMs) return
    this.#rungAt = now
    this.#screen.bell()
  }

  notice(form: Settings['notices'], display: Display): void {
    if (form !== 'off') this.#screen.notice(noticeOf(form, display))
  }
}
