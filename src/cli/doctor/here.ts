import { execFile } from 'node:child_process'
import { homedir, networkInterfaces, userInfo } from 'node:os'
import type { NetworkInterfaceInfo } from 'node:os'
import type { Places } from '../../ops/paths.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'

/** What a program said, and its exit code. */
export interface Ran {
  readonly code: number
  readonly said: string
}

/** A daemon, as far as it answers. */
export interface Running {
  readonly port?: number
  readonly room?: string
  readonly logFile?: string
}

/** What the looks at this computer may look at. */
export interface Here {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nowMs: number
  readonly home: string
  readonly user: string
  readonly places: Places
  /** What a daemon here would be started with, or why it would not. */
  readonly daemon: { readonly options: DaemonOptions } | { readonly refused: Error }
  /** What the daemon of this user says of itself; undefined where none answers. */
  readonly running: Running | undefined
  readonly interfaces: () => NodeJS.Dict<NetworkInterfaceInfo[]>
  /** Runs a program; undefined where there is none of that name. */
  readonly run: (program: string, ...args: string[]) => Promise<Ran | undefined>
}

/** How long a program may take that is asked something, ms. */
const programMs = 10_000

/** This computer as it is. */
export function here(known: Pick<Here, 'places' | 'daemon' | 'running'>): Here {
  return {
    env: process.env,
    nowMs: Date.now(),
    home: homedir(),
    user: userInfo().username,
    ...known,
    interfaces: networkInterfaces,
    run: (program, ...args) =>
      new Promise((resolve) => {
        const options = { timeout: programMs, env: { ...process.env, LC_ALL: 'C' } }
        execFile(program, args, options, (error, stdout, stderr) => {
          if (error !== null && error.code === 'ENOENT') resolve(undefined)
          else resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr })
        })
      }),
  }
}
