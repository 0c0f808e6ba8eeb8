import { type Page, emptyPage } from './page/model.ts'

/** Where the page is kept: the one place that changes it, and tells who shows it, once for all changes of a moment. */
export class Store {
  page: Page = emptyPage(Date.now())
  readonly #show: (page: Page) => void
  #isWaiting = false

  constructor(show: (page: Page) => void) {
    this.#show = show
  }

  change(step: (page: Page) => Page): void {
    const next = step(this.page)
    if (next === this.page) return
    this.page = next
    if (this.#isWaiting) return
    this.#isWaiting = true
    const now = (): void => {
      if (!this.#isWaiting) return
      this.#isWaiting = false
      this.#show(this.page)
    }
    requestAnimationFrame(now)
    // A page that nobody sees is given no frames; its title is seen.
    setTimeout(now, hiddenMs)
  }
}

/** How often a page that nobody sees is drawn, ms. */
const hiddenMs = 250
