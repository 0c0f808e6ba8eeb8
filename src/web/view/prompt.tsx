import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { plainText } from '../../client/safe-text.ts'
import type { Phase } from '../page/model.ts'
import type { Visit } from '../visit.ts'
import { OwnClient } from './own-client.tsx'

/** Who comes is asked for a name, and for the room's password where it has one. */
export function Prompt({ phase, visit, nick }: { phase: Phase; visit: Visit; nick: string }): VNode {
  const [name, setName] = useState(nick)
  const isEntering = phase.is === 'entering'
  const wantsPassword = phase.is === 'outside' && phase.wants === 'password'
  const problem = phase.is === 'outside' ? phase.problem : undefined
  const enter = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    const wanted = name.trim().replaceAll(/\s+/g, '-')
    if (wanted !== '') void visit.enter(wanted, typeof password === 'string' ? password : undefined)
  }
  return (
    <main class="prompt">
      <h1>This is an earshot room</h1>
      <p>A group chat for whoever is on this network.</p>
      <form onSubmit={enter}>
        <label>
          Your name in the room
          <input
            name="nick"
            value={name}
            maxLength={32}
            required
            autocomplete="nickname"
            autocapitalize="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        {wantsPassword && (
          <label>
            The password of the room
            <input name="password" type="password" required autocomplete="current-password" />
            {location.protocol !== 'https:' && (
              <small>This page is not encrypted: who listens on the network can read the password.</small>
            )}
          </label>
        )}
        <button type="submit" disabled={isEntering}>
          {isEntering ? 'Joining …' : 'Join'}
        </button>
        <p role="alert">{problem === undefined ? '' : plainText(problem)}</p>
      </form>
      <details>
        <summary>With your own client</summary>
        <OwnClient />
      </details>
    </main>
  )
}
