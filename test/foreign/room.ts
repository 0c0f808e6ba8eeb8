import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Wire } from '../conformance/wire.ts'
import { type DaemonProcess, endAll, freshDir, startDaemonProcess } from '../e2e/daemon-process.ts'
import { isLike } from './lines.ts'
import { type Tap, openTap } from './tap.ts'

/** A daemon whose operators say `OPER root sesame`; bob, who came first and so is the operator of #lobby; and a tap for the client that is put to the test. */
export interface Room {
  readonly daemon: DaemonProcess
  readonly bob: Wire
  readonly tap: Tap
  /** Somebody else, who comes when she is needed. */
  eve(): Promise<Wire>
  /** What came through the tap and could not be taken, as the daemon's log has it. */
  faults(): string[]
  /** bob and eve are gone. */
  empty(): Promise<void>
  close(): Promise<void>
}

export async function openRoom(): Promise<Room> {
  const password = join(freshDir(), 'password')
  writeFileSync(password, 'sesame\n', { mode: 0o600 })
  const operator = ['--operator=root', `--operator-password-file=${password}`]
  const daemon = await startDaemonProcess('--name=Office', '--log-level=debug', ...operator)
  const bob = await Wire.open(daemon.port)
  await bob.register('bob')
  bob.send('JOIN #lobby')
  await bob.sync()
  const tap = await openTap(daemon.port)
  let eve: Promise<Wire> | undefined
  const empty = async (): Promise<void> => {
    bob.close()
    const wire = await eve
    wire?.close()
  }
  return {
    daemon,
    bob,
    tap,
    eve: async () => await (eve ??= Wire.open(daemon.port).then(async (wire) => await wire.register('eve'))),
    faults: () =>
      daemon
        .log()
        .filter(({ evt, port }) => evt === 'conn.bad-input' && tap.upstreamPorts.includes(Number(port)))
        .map(({ fault }) => String(fault)),
    empty,
    close: async () => {
      tap.close()
      await empty()
      await endAll()
    },
  }
}

/** SHA-256 of the certificate that a daemon shows, as its operator reads it from `earshot status`. */
export async function fingerprintOf(daemon: DaemonProcess): Promise<string> {
  const { certificate } = await daemon.status()
  return String(certificate)
}

/** What the client received, tags aside. */
export function received(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('< ')).map((line) => line.slice(2).replace(/^@\S+ /, ''))
}

/** The numerics from 400 to 699 that the client received, without source and nick. */
export function errorsIn(lines: readonly string[]): string[] {
  return received(lines)
    .filter((line) => isLike(':earshot.local …', line))
    .map((line) => line.split(' '))
    .filter(([, code = '']) => /^[4-6]\d\d$/.test(code))
    .map(([, code, , ...rest]) => [code, ...rest].join(' '))
}
