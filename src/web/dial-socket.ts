import type { Dial } from '../client/dial.ts'
import { Trouble } from '../client/trouble.ts'
import { parse, serialize } from '../protocol/message.ts'

const noAnswer = 'The room cannot be reached.'

/** Opens IRC over a WebSocket, a line a message (IRCv3 websocket), as `dial` does over TCP. */
export function dialSocket(url: string): Dial {
  return ({ timeoutMs, signal, onMessage, onEnd }) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url, ['text.ircv3.net'])
      let state: 'opening' | 'open' | 'gone' = 'opening'
      const gone = (trouble?: Trouble): void => {
        const was = state
        state = 'gone'
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        if (was === 'opening') reject(trouble ?? new Trouble('CLOSED', noAnswer))
        if (was === 'open') onEnd(trouble)
        socket.close()
      }
      const abort = (): void => gone(new Trouble('ABORTED', noAnswer))
      const timer = setTimeout(() => gone(new Trouble('TIMEOUT', noAnswer)), timeoutMs)
      signal?.addEventListener('abort', abort)
      socket.addEventListener('close', ({ wasClean }) =>
        gone(wasClean ? undefined : new Trouble('CLOSED', 'the connection was cut')),
      )
      socket.addEventListener('message', ({ data }) => {
        const message = typeof data === 'string' ? parse(data) : undefined
        if (message !== undefined && state === 'open') onMessage(message)
      })
      socket.addEventListener('open', () => {
        if (state !== 'opening') return
        state = 'open'
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        resolve({
          send: (message) => {
            const line = serialize(message)
            if (state === 'open') socket.send(line)
          },
          end: () => socket.close(),
          // Its own end may take long where nobody answers.
          cut: () => queueMicrotask(gone),
        })
      })
    })
}
