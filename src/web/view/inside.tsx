import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { plainText } from '../../client/safe-text.ts'
import { type Page, currentOf } from '../page/model.ts'
import { awayText, retryText, typingText } from '../page/words.ts'
import type { Visit } from '../visit.ts'
import { Buffers } from './buffers.tsx'
import { Composer } from './composer.tsx'
import { Help } from './help.tsx'
import { Log } from './log.tsx'
import { Names } from './names.tsx'
import { Search } from './search.tsx'
import { Text } from './text.tsx'
import { useNarrow } from './use-narrow.ts'

/** The room: where one can talk, what is said, and who is there. */
export function Inside({ page, visit }: { page: Page; visit: Visit }): VNode {
  const [panel, setPanel] = useState<'none' | 'help' | 'search'>('none')
  const [found, setFound] = useState<number>()
  const isNarrow = useNarrow()
  const buffer = currentOf(page)
  const channel = buffer && page.room?.channels.get(buffer.key)
  const name = plainText(page.room?.isupport.get('NETWORK') ?? 'earshot')
  const unread = page.buffers.reduce((sum, one) => sum + (one.key === buffer?.key ? 0 : one.unread), 0)
  useEffect(() => setFound(undefined), [buffer?.key])
  const buffers = <Buffers page={page} visit={visit} />
  const names = channel !== undefined && <Names channel={channel} visit={visit} />
  const toggle = (which: 'help' | 'search') => () => setPanel(panel === which ? 'none' : which)
  return (
    <div class="inside">
      <a class="skip" href="#say">
        To the message field
      </a>
      <header>
        <h1>{name}</h1>
        {isNarrow && (
          <details class="menu">
            <summary>
              <bdi>{plainText(buffer?.name ?? '')}</bdi>
              {unread > 0 && <span class="badge">{unread}</span>}
            </summary>
            {buffers}
          </details>
        )}
        {isNarrow && channel !== undefined && (
          <details class="menu">
            <summary>{channel.members.size} here</summary>
            {names}
          </details>
        )}
        <button type="button" aria-expanded={panel === 'search'} onClick={toggle('search')}>
          Search
        </button>
        <button type="button" aria-expanded={panel === 'help'} onClick={toggle('help')}>
          Help
        </button>
      </header>
      {!isNarrow && buffers}
      <main>
        <div class="title">
          <h2>
            <bdi>{plainText(buffer?.name ?? '')}</bdi>
          </h2>
          {channel !== undefined && channel.topic !== '' && (
            <p class="topic" dir="auto">
              <Text text={channel.topic} />
            </p>
          )}
        </div>
        {panel === 'help' && <Help close={() => setPanel('none')} visit={visit} />}
        {panel === 'search' && buffer !== undefined && (
          <Search buffer={buffer} visit={visit} go={setFound} close={() => setPanel('none')} />
        )}
        <div class="away" hidden={page.away === undefined}>
          <p role="status">{page.away !== undefined && awayText(page.away)}</p>
          {page.away !== undefined && (
            <button type="button" onClick={() => visit.retry()}>
              {retryText(page.away, page.now)}
            </button>
          )}
        </div>
        {buffer !== undefined && (
          <Log key={`log ${buffer.key}`} page={page} buffer={buffer} visit={visit} found={found} />
        )}
        <p class="typing" dir="auto">
          {buffer === undefined ? '' : typingText(buffer, page.now)}
        </p>
        {buffer !== undefined && (
          <Composer
            key={`say ${buffer.key}`}
            page={page}
            buffer={buffer}
            visit={visit}
            help={() => setPanel('help')}
          />
        )}
      </main>
      {!isNarrow && names}
    </div>
  )
}
