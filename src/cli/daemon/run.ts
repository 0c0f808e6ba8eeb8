import { randomBytes } from 'node:crypto'
import { type RunningDaemon, startDaemon } from '../../actors/start.ts'
import { ControlError } from '../../ops/control-protocol.ts'
import { type Control, openControl } from '../../ops/control-server.ts'
import { type Level, isLevel } from '../../ops/events.ts'
import { type Identity, openIdentity } from '../../ops/identity.ts'
import { type Log, openLog } from '../../ops/log.ts'
import { Exit } from '../exit.ts'
import type { DaemonOptions } from '../options.ts'
import { ourPlaces } from '../places.ts'
import { readVersion } from '../version.ts'
import { endOf } from './end.ts'
import { daemonInput } from './input.ts'
import { listenToSignals } from './signals.ts'

/**
 * Runs a daemon in this process until it is stopped. Gives the exit code.
 * @throws {Exit} alreadyRunning, or failure when something it needs cannot be opened
 */
export async function runDaemon(options: DaemonOptions): Promise<number> {
  const startedMs = performance.now()
  const boot = randomBytes(4).toString('hex')
  const version = readVersion()
  const log = openDaemonLog(options, boot)
  const { note } = log
  let running: RunningDaemon | undefined
  let port: number | undefined
  let identity: Identity | undefined
  const status = (): object => ({
    room: options.name,
    id: identity?.id,
    pid: process.pid,
    version,
    uptimeMs: Math.round(performance.now() - startedMs),
    port,
    ...running?.census(),
    rssBytes: process.memoryUsage.rss(),
    logFile: log.file,
  })
  const stop = (): object => {
    running?.stop('Server shutting down')
    return { room: options.name, pid: process.pid, stopping: true }
  }
  // First of all, since it is also the lock on the state directory and so on the identity in it.
  const control = await openDaemonControl(options, log, { status, stop })
  try {
    identity = await openIdentity({ stateDir: options.stateDir, room: options.name })
    note('daemon.starting', { version, room: options.name, node: process.version })
    if (process.getuid?.() === 0) note('daemon.root')
    const listening = (listeningPort: number): void => {
      port = listeningPort
      note('daemon.listening', { port, bind: options.bind ?? '*' })
      say(options, listeningPort, log.file)
      options.onReady?.({ port: listeningPort })
      process.send?.({ ready: true, port: listeningPort })
    }
    running = startDaemon(daemonInput({ options, log, identity, boot, version, listening }))
    const stopListening = listenToSignals((reason) => running?.stop(reason))
    const output = await running.ended
    stopListening()
    const exitCode = endOf(output, options)
    note('daemon.stopped', { uptimeMs: Math.round(performance.now() - startedMs), exitCode })
    return exitCode
  } finally {
    await control.close()
    await log.close()
  }
}

function openDaemonLog({ logDir, logLevel }: DaemonOptions, boot: string): Log {
  const level: Level = isLevel(logLevel) ? logLevel : 'info'
  try {
    return openLog({
      dir: logDir,
      level,
      boot,
      onProblem: (sentence) => void process.stderr.write(`${sentence}\n`),
    })
  } catch (error) {
    throw new Exit('failure', error instanceof Error ? error.message : String(error))
  }
}

async function openDaemonControl(
  options: DaemonOptions,
  log: Log,
  handlers: Parameters<typeof openControl>[0]['handlers'],
): Promise<Control> {
  const path = ourPlaces(options).control
  try {
    return await openControl({
      path,
      handlers,
      note: log.note,
      onFailed: (err) => log.note('control.failed', { err }),
    })
  } catch (error) {
    await log.close()
    if (!(error instanceof ControlError)) throw error
    throw new Exit(error.fault === 'already-running' ? 'alreadyRunning' : 'failure', error.message)
  }
}

/** Told on stderr, because stdout is data and a daemon has none. */
function say({ name, stateDir }: DaemonOptions, port: number, logFile: string): void {
  process.stderr.write(
    `"${name}" is open on port ${port}.\n` +
      '  join from here or any computer nearby:  earshot\n' +
      `  or with any IRC client:                 /connect <this host>/${port}\n` +
      `  log:   ${logFile}\n` +
      `  stop:  Ctrl-C, or earshot stop --state-dir ${stateDir}\n`,
  )
}
