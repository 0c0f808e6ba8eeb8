import { randomBytes } from 'node:crypto'
import { type RunningDaemon, startDaemon } from '../../actors/start.ts'
import { ControlError } from '../../ops/control-protocol.ts'
import { type Control, openControl } from '../../ops/control-server.ts'
import { type Level, isLevel } from '../../ops/events.ts'
import { OperatorFileError } from '../../ops/operator-files.ts'
import { type Identity, openIdentity } from '../../ops/identity.ts'
import { type Log, openLog } from '../../ops/log.ts'
import { isEverywhere, isFindable } from '../../transport/discovery/bound.ts'
import { Exit } from '../exit.ts'
import type { DaemonOptions } from '../options.ts'
import { ourPlaces } from '../arguments/places.ts'
import { readVersion } from '../version.ts'
import { type OpenAccounts, openAccounts } from './accounts.ts'
import { endOf } from './end.ts'
import { type DiscoveryCounts, daemonInput } from './input.ts'
import { type OpenOperations, openOperations } from './operations.ts'
import { pageAddresses } from './page-address.ts'
import { listenToSignals } from './signals.ts'
import { type Tls, openTls, shownFingerprint } from './tls.ts'
import { readWebFiles } from './web-files.ts'

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
  let discovered: (() => DiscoveryCounts) | undefined
  // A stop may be asked for before there is a daemon that could be stopped.
  const asked: string[] = []
  const stop = (reason: string): void => {
    asked.push(reason)
    running?.stop(reason)
  }
  const stopListening = listenToSignals(stop)
  let identity: Identity | undefined
  let tls: Tls | undefined
  let opened: OpenOperations | undefined
  let accounts: OpenAccounts | undefined
  const status = (): object => ({
    room: options.name,
    id: identity?.id,
    pid: process.pid,
    version,
    uptimeMs: Math.round(performance.now() - startedMs),
    port,
    page: port === undefined ? undefined : pageAddresses(options, port),
    ...running?.census(),
    discovery: discovered?.(),
    rssBytes: process.memoryUsage.rss(),
    logFile: log.file,
    certificate: tls === undefined ? undefined : shownFingerprint(tls.certificate()),
    operatorToken: opened?.token.path,
  })
  const answerStop = (): object => {
    stop('Server shutting down')
    return { room: options.name, pid: process.pid, stopping: true }
  }
  // First of all, since it is also the lock on the state directory and so on the identity in it.
  const control = await openDaemonControl(options, log, { status, stop: answerStop })
  try {
    identity = await openIdentity({ stateDir: options.stateDir, room: options.name })
    tls = await openTls(options, note, Date.now).catch(sayWhy)
    opened = await openOperations(options, tls).catch(sayWhy)
    accounts = await openAccounts(options, note).catch(sayWhy)
    note('daemon.starting', { version, room: options.name, node: process.version })
    if (process.getuid?.() === 0) note('daemon.root')
    const listening = (listeningPort: number): void => {
      port = listeningPort
      note('daemon.listening', { port, bind: options.bind ?? '*' })
      say(options, listeningPort, log.file)
      process.send?.({ ready: true, port: listeningPort })
    }
    const discovering = (count: () => DiscoveryCounts): void => {
      discovered = count
    }
    const parts = { options, log, identity, boot, version, opened, accounts, listening, discovering }
    const site = { files: await readWebFiles(), isReady: () => asked.length === 0 }
    running = startDaemon(daemonInput({ ...parts, tls, site }))
    for (const reason of asked) running.stop(reason)
    const output = await running.ended
    const exitCode = endOf(output, options)
    note('daemon.stopped', { uptimeMs: Math.round(performance.now() - startedMs), exitCode })
    return exitCode
  } finally {
    stopListening()
    tls?.close()
    await accounts?.close()
    await control.close()
    await log.close()
  }
}

/** A file that an operator names is one of the options. */
function sayWhy(error: unknown): never {
  if (error instanceof OperatorFileError) throw new Exit('usage', error.message)
  throw error
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
    if (error.fault !== 'already-running') throw new Exit('failure', error.message)
    throw new Exit(
      'alreadyRunning',
      `${error.message}${whoIs(error.answer)}`,
      `what it does:      earshot status --state-dir ${options.stateDir}`,
      `end it:            earshot stop --state-dir ${options.stateDir}`,
      'one more beside it: earshot daemon --port 0 --state-dir ANOTHER',
    )
  }
}

/** The other daemon by what it says of itself, if it answered. */
function whoIs(answer: object | undefined): string {
  if (answer === undefined || !('pid' in answer) || !('room' in answer)) return ''
  return ` It is "${String(answer.room)}", pid ${String(answer.pid)}.`
}

/** Told on stderr, because stdout is data and a daemon has none. */
function say(options: DaemonOptions, port: number, logFile: string): void {
  const { name, stateDir, bind, discovery } = options
  const host = isEverywhere(bind) ? '<this host>' : (bind ?? '')
  const near = bind?.startsWith('127.') === true ? 'this computer' : 'here or any computer nearby'
  const how = discovery && isFindable(bind) ? 'earshot' : `earshot --host ${host}:${port}`
  process.stderr.write(
    `"${name}" is open on port ${port}.\n` +
      `  join from ${near}:  ${how}\n` +
      `  or in a browser:  ${pageAddresses(options, port).join('  ')}\n` +
      `  or with any IRC client:  /connect ${host}/${port}\n` +
      `  log:   ${logFile}\n` +
      `  stop:  Ctrl-C, or earshot stop --state-dir ${stateDir}\n`,
  )
}
