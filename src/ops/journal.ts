import { fstatSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { Level } from './events.ts'

/** Bytes that wait for a journal that takes none; past that lines are left out: they are in the file. */
const mostWaitingBytes = 1_048_576
const endMs = 1_000

/** sd-daemon(3): how urgent a line is, as the journal understands it. */
const priorities: Readonly<Record<Level, number>> = { debug: 7, info: 6, warn: 4, error: 3, fatal: 2 }

/** The journal of systemd, where our output goes there. Nothing here throws or waits. */
export interface Journal {
  /** A line, LF included. */
  readonly write: (level: Level, line: string) => void
  /** Settles when the journal has taken what it was told, or takes too long. */
  readonly close: () => Promise<void>
}

/** What of a descriptor's `fstat` names the stream that it is. */
type Stat = (descriptor: number) => { readonly dev: number | bigint; readonly ino: number | bigint }

/**
 * Which of our outputs is the journal: `$JOURNAL_STREAM` names the device and inode of one, and a child that was given another
 * output inherits the variable all the same (systemd.exec(5)).
 */
export function journalDescriptor(
  named: string | undefined,
  stat: Stat = (descriptor) => fstatSync(descriptor, { bigint: true }),
): 1 | 2 | undefined {
  if (named === undefined) return undefined
  return ([1, 2] as const).find((descriptor) => {
    try {
      const { dev, ino } = stat(descriptor)
      return `${dev}:${ino}` === named
    } catch {
      return false
    }
  })
}

/** Undefined where our output goes elsewhere. */
export function openJournal(env: Readonly<Record<string, string | undefined>>): Journal | undefined {
  const descriptor = journalDescriptor(env['JOURNAL_STREAM'])
  if (descriptor === undefined) return undefined
  const stream = new Socket({ fd: descriptor, readable: false, writable: true })
  // That it is open keeps no process alive.
  stream.unref()
  return journalOn(stream)
}

/** Lines with the prefix that says how urgent they are. */
export function journalOn(stream: Pick<Writable, 'write' | 'end' | 'on' | 'writableLength'>): Journal {
  // A journal that is started anew leaves us with a stream that is closed; the file goes on.
  stream.on('error', () => {})
  return {
    write: (level, line) => {
      if (stream.writableLength < mostWaitingBytes) stream.write(`<${priorities[level]}>${line}`)
    },
    close: () =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, endMs)
        stream.on('close', () => {
          clearTimeout(late)
          resolve()
        })
        stream.end()
      }),
  }
}
