import { Component, createRef, type RefObject, type VNode } from 'preact'
import { isMessage } from '../../client/talk/line.ts'
import { findBack, findOn, lastOf } from '../../client/talk/scrollback.ts'
import { seen } from '../page/buffers.ts'
import { type Buffer, type Page, withBuffer } from '../page/model.ts'
import { type Window, around, atEnd, further, held, spanOf } from '../page/window.ts'
import type { Visit } from '../visit.ts'
import { Rows } from './rows.tsx'
import { Waiting } from './waiting.tsx'

interface LogProps {
  readonly page: Page
  readonly buffer: Buffer
  readonly visit: Visit
  /** The line that somebody looked for. */
  readonly found: number | undefined
}

/** So near to an edge counts as there, px. */
const nearPx = 60

/** A row that stays where it is when others come and go around it. */
interface Anchor {
  readonly n: string
  readonly top: number
}

/** What is said. It follows what comes, unless somebody reads further up. */
export class Log extends Component<LogProps, { window: Window }> {
  override state = { window: atEnd }
  readonly #box: RefObject<HTMLDivElement> = createRef()
  readonly #resized = new ResizeObserver(() => this.#follow())

  override componentDidMount(): void {
    if (this.#box.current !== null) this.#resized.observe(this.#box.current)
    this.#follow()
  }

  override componentWillUnmount(): void {
    this.#resized.disconnect()
    this.#setAtEnd(true)
  }

  override getSnapshotBeforeUpdate(): Anchor | undefined {
    return this.#isFollowing() ? undefined : this.#anchor()
  }

  override componentDidUpdate(before: LogProps, _state: unknown, anchor: Anchor | undefined): void {
    const { found, buffer } = this.props
    if (found !== undefined && found !== before.found) this.#show(found)
    else if (buffer.chosen !== undefined && buffer.chosen !== before.buffer.chosen) this.#focus(buffer.chosen)
    else if (anchor !== undefined) this.#hold(anchor)
    else this.#follow()
    // Older ones came to who waits for them.
    if (buffer.lines.first < before.buffer.lines.first) this.#scrolled()
  }

  render(): VNode {
    const { page, buffer, visit } = this.props
    const { unread, isAtEnd, name, earlier } = buffer
    const { window } = this.state
    const isCatching = page.room?.tracks.get(buffer.key)?.phase === 'asking' || earlier === 'asking'
    return (
      <div class="log">
        <div
          ref={this.#box}
          class="lines"
          role="log"
          aria-label={`Messages in ${name}`}
          aria-live={isCatching ? 'off' : 'polite'}
          aria-relevant="additions"
          tabIndex={0}
          onScroll={() => this.#scrolled()}
          onKeyDown={(event) => this.#pressed(event)}
        >
          <Rows buffer={buffer} {...spanOf(buffer.lines, window)} visit={visit} />
          {window.is === 'end' && <Waiting room={page.room} target={buffer.key} />}
        </div>
        {!isAtEnd && (
          <button type="button" class="newer" onClick={() => this.#toEnd()}>
            {unread > 0 ? `${unread} new ↓` : 'To the newest ↓'}
          </button>
        )}
      </div>
    )
  }

  #scrolled(): void {
    const box = this.#box.current
    if (box === null) return
    const { lines } = this.props.buffer
    const { window } = this.state
    const below = box.scrollHeight - box.scrollTop - box.clientHeight
    const isBottom = below < nearPx
    if (isBottom && window.is === 'between') {
      const next = further(lines, window, 'down')
      this.setState({ window: next ?? atEnd })
      if (next !== undefined) return
    }
    this.#setAtEnd(isBottom)
    const isTop = box.scrollTop < nearPx
    const next = isTop ? further(lines, window, 'up') : undefined
    if (isTop && next === undefined) this.props.visit.earlier(this.props.buffer)
    if (!isBottom && (next !== undefined || window.is === 'end'))
      this.setState({ window: next ?? held(lines, window) })
  }

  #toEnd(): void {
    this.setState({ window: atEnd })
    this.#setAtEnd(true)
  }

  #setAtEnd(isAtEnd: boolean): void {
    const { buffer, visit } = this.props
    if (this.props.buffer.isAtEnd === isAtEnd) return
    visit.change((page) => seen(withBuffer(page, buffer.key, (one) => ({ ...one, isAtEnd }))))
  }

  #follow(): void {
    const box = this.#box.current
    if (box !== null && this.#isFollowing()) box.scrollTop = box.scrollHeight
  }

  /** Who has chosen a message keeps it in sight. */
  #isFollowing(): boolean {
    const { isAtEnd, chosen } = this.props.buffer
    return isAtEnd && chosen === undefined && this.state.window.is === 'end'
  }

  #anchor(): Anchor | undefined {
    const box = this.#box.current
    const edge = box?.getBoundingClientRect().top ?? 0
    for (const row of box?.children ?? []) {
      const { top, bottom } = row.getBoundingClientRect()
      if (bottom > edge && row instanceof HTMLElement && row.dataset['n'] !== undefined)
        return { n: row.dataset['n'], top }
    }
    return undefined
  }

  #hold({ n, top }: Anchor): void {
    const row = this.#row(n)
    const box = this.#box.current
    if (row !== undefined && box !== null) box.scrollTop += row.getBoundingClientRect().top - top
  }

  #row(n: string | number): HTMLElement | undefined {
    return this.#box.current?.querySelector<HTMLElement>(`[data-n="${n}"]`) ?? undefined
  }

  #show(n: number): void {
    this.#setAtEnd(false)
    this.setState({ window: around(this.props.buffer.lines, n) }, () => this.#focus(n))
  }

  #focus(n: number): void {
    const row = this.#row(n)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }

  #pressed(event: KeyboardEvent): void {
    const { buffer, visit } = this.props
    const choose = (n: number | undefined): void =>
      visit.change((page) => withBuffer(page, buffer.key, (one) => ({ ...one, chosen: n })))
    if (event.key === 'Escape') {
      choose(undefined)
      document.querySelector<HTMLElement>('#say')?.focus()
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const { lines, chosen = lastOf(lines) + 1 } = buffer
    const next =
      event.key === 'ArrowUp'
        ? findBack(lines, isMessage, { below: chosen })
        : findOn(lines, isMessage, chosen)
    if (next === undefined) return
    event.preventDefault()
    choose(next)
  }
}
