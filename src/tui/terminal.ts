import { writeSync } from 'node:fs'
import type { ReadStream, WriteStream } from 'node:tty'
import type { Size } from './model.ts'
import type { Sink } from './screen.ts'

/** The terminal of a process: its keyboard and what it shows. */
export interface Terminal extends Sink {
  readonly size: () => Size
  /** Bytes come as they are typed. */
  raw(isRaw: boolean): void
  readonly input: ReadStream
  readonly output: WriteStream
}

/** Tries at the last write to a terminal that takes nothing: then it is left as it is. */
const lastTries = 200

export function openTerminal(input: ReadStream, output: WriteStream): Terminal {
  doNotBlock(output)
  return {
    input,
    output,
    size: () => ({ columns: output.columns || 80, rows: output.rows || 24 }),
    raw: (isRaw) => void input.setRawMode(isRaw),
    write: (text) => output.write(text),
    writeLast: (text) => writeAll(Reflect.get(output, 'fd'), text),
  }
}

/**
 * Node writes to a terminal synchronously, so one that is stopped (Ctrl-S, a slow line) would stop all of us, the connection
 * too. There is no documented way to say otherwise; where this one is gone, it is as Node has it.
 */
function doNotBlock(output: WriteStream): void {
  const handle: unknown = Reflect.get(output, '_handle')
  if (typeof handle !== 'object' || handle === null) return
  const setBlocking: unknown = Reflect.get(handle, 'setBlocking')
  if (typeof setBlocking === 'function') Reflect.apply(setBlocking, handle, [false])
}

function writeAll(fd: unknown, text: string): void {
  if (typeof fd !== 'number') return
  let bytes = Buffer.from(text)
  for (let tries = 0; bytes.length > 0 && tries < lastTries; tries++) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
