import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Buffer } from '../page/model.ts'
import { found, linesOf, timeOfDay } from '../page/words.ts'
import type { Visit } from '../visit.ts'
import { Nick } from './text.tsx'

interface SearchProps {
  readonly buffer: Buffer
  readonly visit: Visit
  /** Shows the line of this number. */
  readonly go: (n: number) => void
  readonly close: () => void
}

/** Looks for words in what is here of this channel. */
export function Search({ buffer, visit, go, close }: SearchProps): VNode {
  const [query, setQuery] = useState('')
  const all = found(buffer, query)
  return (
    <search class="panel" onKeyDown={({ key }) => key === 'Escape' && close()}>
      <label>
        Search in what is here
        <input
          type="search"
          value={query}
          ref={(input) => {
            if (query === '') input?.focus()
          }}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </label>
      <p role="status">{query.trim() === '' ? '' : `${all.length} found`}</p>
      {buffer.earlier !== 'all' && (
        <button type="button" disabled={buffer.earlier === 'asking'} onClick={() => visit.earlier(buffer)}>
          Get older messages
        </button>
      )}
      <ul>
        {all.map(({ n, line: { time, display } }) => (
          <li key={n}>
            <button type="button" onClick={() => go(n)}>
              {timeOfDay(time)} <Nick nick={display.nick ?? ''} /> {linesOf(display.text).join(' ')}
            </button>
          </li>
        ))}
      </ul>
    </search>
  )
}
