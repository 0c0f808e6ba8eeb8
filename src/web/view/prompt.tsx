import type { TargetedSubmitEvent, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { plainText } from '../../client/safe-text.ts'
import { rememberLogin, rememberedLogin } from '../memory.ts'
import type { Phase } from '../page/model.ts'
import type { Visit } from '../visit.ts'
import { OwnClient } from './own-client.tsx'

/** Who comes is asked for a name, and for the room's password where it has one. */
export function Prompt({ phase, visit, nick }: { phase: Phase; visit: Visit; nick: string }): VNode {
  const [name, setName] = useState(nick)
  const [kept] = useState(rememberedLogin)
  const isEntering = phase.is === 'entering'
  const wants = phase.is === 'outside' ? phase.wants : undefined
  const isOpen = location.protocol !== 'https:'
  const problem = phase.is === 'outside' ? phase.problem : undefined
  const enter = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const typed = (field: string): string | undefined => {
      const value = fields.get(field)
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const wanted = name.trim().replaceAll(/\s+/g, '-')
    const secret = typed('account-password')
    const login = secret === undefined ? undefined : { account: wanted, password: secret }
    rememberLogin(fields.has('remember') ? login : undefined)
    if (wanted !== '') void visit.enter({ nick: wanted, password: typed('password'), login })
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
        {wants === 'password' && (
          <label>
            The password of the room
            <input name="password" type="password" required autocomplete="off" />
            {isOpen && (
              <small>This page is not encrypted: who listens on the network can read the password.</small>
            )}
          </label>
        )}
        <details open={kept !== undefined || wants === 'login'}>
          <summary>The name is an account of mine</summary>
          <label>
            Its password
            <input
              name="account-password"
              type="password"
              defaultValue={kept?.password}
              autocomplete="current-password"
            />
            {isOpen && (
              <small>
                The password is not sent, but this page came unencrypted: who can change what the network
                carries could read what you type.
              </small>
            )}
          </label>
          <label class="choice">
            <input name="remember" type="checkbox" defaultChecked={kept !== undefined} /> Keep it in this
            browser
          </label>
        </details>
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
