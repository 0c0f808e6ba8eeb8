import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { plainText } from '../../client/safe-text.ts'
import { type Typed, readTyped } from '../../client/slash.ts'
import { isMessage } from '../../client/talk/line.ts'
import { findBack } from '../../client/talk/scrollback.ts'
import { fold } from '../../protocol/casemap.ts'
import { shown, told, withOpened } from '../page/buffers.ts'
import { type Completed, completed } from '../page/complete.ts'
import { type Buffer, type Page, withBuffer } from '../page/model.ts'
import type { Visit } from '../visit.ts'

/** Others are told so often that we type, ms (IRCv3 typing). */
const typingMs = 3_000
const mostRows = 8

/** What was typed and not said, by buffer: who looks elsewhere finds it again. */
const drafts = new Map<string, string>()

interface ComposerProps {
  readonly page: Page
  readonly buffer: Buffer
  readonly visit: Visit
  readonly help: () => void
}

/** Where one types. */
export function Composer({ page, buffer, visit, help }: ComposerProps): VNode {
  const { key, name, answers } = buffer
  const [text, setText] = useState(drafts.get(key) ?? '')
  const toldAtRef = useRef(0)
  const completedRef = useRef<Completed>()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [answers])
  const change = (typed: string): void => {
    setText(typed)
    drafts.set(key, typed)
    const now = performance.now()
    const isSaying = typed !== '' && !typed.startsWith('/')
    if (isSaying && toldAtRef.current !== 0 && now - toldAtRef.current < typingMs) return
    if (!isSaying && toldAtRef.current === 0) return
    toldAtRef.current = isSaying ? now : 0
    visit.want({ type: 'typing', target: name, state: isSaying ? 'active' : 'done' })
  }
  const answer = (quote: undefined): void =>
    visit.change((page) => withBuffer(page, key, (one) => ({ ...one, answers: quote })))
  const send = (): void => {
    const typed = readTyped(text, name)
    // It stays, to be mended.
    if (typed.do === 'wrong') return visit.change((page) => told(page, typed.why, 'error'))
    if (typed.do === 'nothing') return
    setText('')
    drafts.delete(key)
    toldAtRef.current = 0
    does(visit, buffer, typed, help)
    if (answers !== undefined) answer(undefined)
    field.current?.focus()
  }
  const complete = (by: 1 | -1): boolean => {
    const area = field.current
    if (area === null || area.selectionStart !== area.selectionEnd) return false
    const next = completed(page, buffer, { text, at: area.selectionStart }, by, completedRef.current)
    completedRef.current = next
    if (next === undefined) return false
    change(next.text)
    area.setRangeText(next.text, 0, area.value.length)
    area.setSelectionRange(next.at, next.at)
    return true
  }
  const press = (event: KeyboardEvent): void => {
    // What an input method composes is ended with Enter, too (229 where a browser says it late).
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Tab' && complete(event.shiftKey ? -1 : 1)) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault()
      visit.change((page) => withBuffer(page, key, chooseLast))
    } else if (event.key === 'Escape' && answers !== undefined) answer(undefined)
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {answers !== undefined && (
        <p class="answers" dir="auto">
          Answer to <bdi>{plainText(answers.nick)}</bdi>: {plainText(answers.text)}{' '}
          <button type="button" aria-label="Do not answer" onClick={() => answer(undefined)}>
            ×
          </button>
        </p>
      )}
      <textarea
        id="say"
        ref={field}
        rows={Math.min(mostRows, text.split('\n').length)}
        value={text}
        dir="auto"
        aria-label={`Message to ${plainText(name)}`}
        placeholder={`Message to ${plainText(name)}`}
        enterkeyhint="send"
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={press}
      />
      <button type="submit">Send</button>
    </form>
  )
}

function chooseLast(buffer: Buffer): Buffer {
  return { ...buffer, chosen: findBack(buffer.lines, isMessage) }
}

/** What was typed is said, or done. */
function does(visit: Visit, buffer: Buffer, typed: Typed, help: () => void): void {
  switch (typed.do) {
    case 'want': {
      const { intent } = typed
      if (intent.type !== 'say') return visit.want(intent)
      const isHere = fold(intent.target) === buffer.key
      if (!isHere) visit.change((page) => shown(withOpened(page, intent.target, 0), intent.target))
      return visit.want(isHere ? { ...intent, answers: buffer.answers?.id } : intent)
    }
    case 'talk-in':
      return visit.change((page) => shown(withOpened(page, typed.target, 0), typed.target))
    case 'help':
      return help()
    case 'names':
      return visit.want({ type: 'ask', message: { command: 'WHO', params: [buffer.name] } })
    default:
      return undefined
  }
}
