import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Several hosts on one machine: Linux network namespaces, and cables between them. Needs root. */

let count = 0

const ip = (...args: string[]): void => {
  execFileSync('ip', args, { stdio: 'ignore' })
}

/** Why there can be none here; undefined when there can. */
export function whyNoHosts(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  try {
    openHost().close()
    return undefined
  } catch (error) {
    return `"ip netns" does not work here: ${String(error)}`
  }
}

export interface Host {
  readonly name: string
  /** Starts a program of this folder on the host. */
  start(program: string, ...args: string[]): ChildProcess
  close(): void
}

/** A host with nothing but `lo`. */
export function openHost(): Host {
  const name = `earshot-${process.pid}-${count++}`
  ip('netns', 'add', name)
  ip('-n', name, 'link', 'set', 'lo', 'up')
  const running: ChildProcess[] = []
  return {
    name,
    start(program, ...args) {
      const path = join(import.meta.dirname, program)
      const child = spawn('ip', ['netns', 'exec', name, process.execPath, '--import', 'tsx', path, ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      running.push(child)
      return child
    },
    close() {
      for (const child of running) child.kill('SIGKILL')
      ip('netns', 'del', name)
    },
  }
}

/** A cable between two hosts, with the interface's name and address at each end, such as `eth0 10.0.0.1/24`. */
export async function plug(one: Host, oneEnd: string, other: Host, otherEnd: string): Promise<void> {
  const [oneName = '', oneAddress = ''] = oneEnd.split(' ')
  const [otherName = '', otherAddress = ''] = otherEnd.split(' ')
  ip('-n', one.name, 'link', 'add', oneName, 'type', 'veth', 'peer', 'name', otherName, 'netns', other.name)
  ip('-n', one.name, 'addr', 'add', oneAddress, 'brd', '+', 'dev', oneName)
  ip('-n', other.name, 'addr', 'add', otherAddress, 'brd', '+', 'dev', otherName)
  ip('-n', one.name, 'link', 'set', oneName, 'up')
  ip('-n', other.name, 'link', 'set', otherName, 'up')
  // Linux tells of a carrier up to a second late, and Node lists no interface without one.
  await expect.poll(() => isUp(one, oneName) && isUp(other, otherName), { timeout: 5_000 }).toBe(true)
}

function isUp(host: Host, name: string): boolean {
  const args = ['-n', host.name, '-br', 'link', 'show', 'dev', name]
  return execFileSync('ip', args, { encoding: 'utf8' }).includes(' UP ')
}

/** Everything that a program wrote until it ended. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(child, 'close')
  return text
}

/** Waits until a program wrote something, which is when it is ready. */
export async function readyOf(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('no output')
  await once(child.stdout, 'data')
}
