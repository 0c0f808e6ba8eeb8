import type { TargetedSubmitEvent, VNode } from 'preact'
import { plainText } from '../../client/safe-text.ts'
import { shown, withoutBuffer } from '../page/buffers.ts'
import { type Buffer, type Page, currentOf } from '../page/model.ts'
import type { Visit } from '../visit.ts'

/** The channels and people one can talk to, with what is unread there. */
export function Buffers({ page, visit }: { page: Page; visit: Visit }): VNode {
  const current = currentOf(page)
  const join = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form).get('channel')
    const name = typeof typed === 'string' ? typed.trim() : ''
    if (name !== '') visit.want({ type: 'join', channel: name.startsWith('#') ? name : `#${name}` })
    form.reset()
  }
  return (
    <nav aria-label="Channels and people">
      <ul>
        {page.buffers.map((buffer) => (
          <Entry key={buffer.key} buffer={buffer} isCurrent={buffer === current} visit={visit} />
        ))}
      </ul>
      <form onSubmit={join}>
        <input name="channel" aria-label="Channel to join" placeholder="#channel" autocapitalize="off" />
        <button type="submit">Join</button>
      </form>
    </nav>
  )
}

interface EntryProps {
  readonly buffer: Buffer
  readonly isCurrent: boolean
  readonly visit: Visit
}

function Entry({ buffer: { name, unread, mentions }, isCurrent, visit }: EntryProps): VNode {
  const isChannel = name.startsWith('#')
  const close = (): void => {
    if (isChannel) visit.want({ type: 'part', channel: name })
    else visit.change((page) => withoutBuffer(page, name))
  }
  return (
    <li>
      <button
        type="button"
        class="buffer"
        aria-current={isCurrent ? 'page' : undefined}
        onClick={({ currentTarget }) => {
          visit.change((page) => shown(page, name))
          currentTarget.closest('details')?.removeAttribute('open')
        }}
      >
        <bdi>{plainText(name)}</bdi>{' '}
        {unread > 0 && (
          <span class={mentions > 0 ? 'badge hot' : 'badge'}>
            {unread} <span class="spoken">unread</span>
          </span>
        )}
      </button>
      <button type="button" class="close" aria-label={`Leave ${plainText(name)}`} onClick={close}>
        ×
      </button>
    </li>
  )
}
