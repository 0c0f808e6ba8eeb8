import type { VNode } from 'preact'
import type { Channel } from '../../client/model.ts'
import { plainText } from '../../client/safe-text.ts'
import { people } from '../../client/talk/people.ts'
import { shown, withOpened } from '../page/buffers.ts'
import type { Visit } from '../visit.ts'
import { Nick } from './text.tsx'

/** Members that are listed; of a larger channel it is said how many more there are. */
const mostListed = 500

/** Who is in the channel; a click opens what is said to that person alone. */
export function Names({ channel: { members }, visit }: { channel: Channel; visit: Visit }): VNode {
  const sorted = people(members)
  const more = sorted.length - mostListed
  return (
    <aside aria-label="People here">
      <h2>{sorted.length === 1 ? '1 person' : `${sorted.length} people`}</h2>
      <ul>
        {sorted.slice(0, mostListed).map((member) => (
          <li key={member.nick} class={member.away ? 'gone' : undefined}>
            <button
              type="button"
              onClick={({ currentTarget }) => {
                visit.change((page) => shown(withOpened(page, member.nick, 0), member.nick))
                currentTarget.closest('details')?.removeAttribute('open')
              }}
            >
              {plainText(member.prefixes.slice(0, 1))}
              <Nick nick={member.nick} />
              {member.away && <span> (away)</span>}
            </button>
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </aside>
  )
}
