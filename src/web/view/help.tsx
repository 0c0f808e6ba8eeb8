import type { VNode } from 'preact'
import { slashHelp } from '../../client/slash.ts'
import type { Visit } from '../visit.ts'
import { OwnClient } from './own-client.tsx'

const keys = [
  ['Enter', 'send'],
  ['Shift+Enter', 'another line'],
  ['Tab', 'complete a name, a channel or a command; where there is none it leads on'],
  [
    '↑ in an empty field',
    'choose a message: ↑ and ↓ move, Tab reaches what can be done with it, Esc goes back',
  ],
] as const

/** Keys, commands, and how to come with another client. */
export function Help({ close, visit }: { close: () => void; visit: Visit }): VNode {
  return (
    <section class="panel" aria-label="Help" onKeyDown={({ key }) => key === 'Escape' && close()}>
      <h3>Keys</h3>
      <dl>
        {keys.map(([key, means]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <h3>Commands</h3>
      <pre tabIndex={0}>{slashHelp().join('\n')}</pre>
      <h3>With your own client</h3>
      <OwnClient />
      <p>
        <button type="button" onClick={close}>
          Close
        </button>{' '}
        <button type="button" onClick={() => visit.want({ type: 'quit' })}>
          Leave the room
        </button>
      </p>
    </section>
  )
}
