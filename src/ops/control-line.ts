import type { Socket } from 'node:net'
import { controlLineBytes } from './control-protocol.ts'

/** What came instead of a line. */
export type NoLine = 'too-long' | 'ended' | 'late' | NodeJS.ErrnoException

/**
 * Reads the first line that a socket brings, without its LF. Calls back once: with the line, or with an empty
 * one and what came instead, `withinMs` from now at the latest. The socket stays open; its errors are heard from here on.
 */
export function readLine(
  socket: Socket,
  withinMs: number,
  done: (line: string, noLine?: NoLine) => void,
): void {
  const chunks: Buffer[] = []
  let bytes = 0
  let isDone = false
  const finish = (line: string, noLine?: NoLine) => {
    if (isDone) return
    isDone = true
    clearTimeout(timer)
    socket.off('data', hear)
    done(line, noLine)
  }
  const timer = setTimeout(finish, withinMs, '', 'late')
  const hear = (chunk: Buffer) => {
    const end = chunk.indexOf(0x0a)
    const part = end === -1 ? chunk : chunk.subarray(0, end)
    bytes += part.length
    if (bytes >= controlLineBytes) return finish('', 'too-long')
    chunks.push(part)
    if (end !== -1) finish(Buffer.concat(chunks).toString('utf8'))
  }
  socket.on('data', hear)
  socket.on('error', (err) => finish('', err))
  socket.on('end', () => finish('', 'ended'))
  socket.on('close', () => finish('', 'ended'))
}
