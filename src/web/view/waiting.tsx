import type { VNode } from 'preact'
import type { Model, Pending } from '../../client/model.ts'
import { fold } from '../../protocol/casemap.ts'
import { Nick, Text } from './text.tsx'

const marks: Readonly<Record<Pending['state'], string>> = {
  kept: 'waits for the connection',
  sent: 'not confirmed yet',
  doubt: 'nobody knows yet whether it arrived',
}

/** What we said and the room has not confirmed. */
export function Waiting({ room, target }: { room: Model | undefined; target: string }): VNode {
  const waiting = [...(room?.pending ?? [])].filter(([, one]) => fold(one.target) === target)
  return (
    <>
      {waiting.map(([label, one]) => (
        <div key={label} class="row waiting">
          <span class="time">…</span>
          <div class="body">
            <Nick nick={room?.nick ?? ''} />{' '}
            <div class="text" dir="auto">
              <Text text={one.text} />
            </div>{' '}
            <span class="mark">{marks[one.state]}</span>
          </div>
        </div>
      ))}
    </>
  )
}
