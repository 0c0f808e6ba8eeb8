import { randomBytes } from 'node:crypto'
import { startDaemon } from '../../actors/start.ts'
import { takeGivenSockets } from '../../ops/given-sockets.ts'
import { isFindable } from '../../transport/discovery/bound.ts'
import type { RoomConfig } from '../../room/room.ts'
import type { DaemonConfig } from '../config/daemon-options.ts'
import { readVersion } from '../version.ts'
import { endOf } from './end.ts'
import { type DaemonParts, daemonInput } from './input.ts'
import { Life } from './life.ts'
import { openNotifier, reportTo, whenOpen } from './manager.ts'
import { openMetrics } from './metrics/open.ts'
import { openDaemonControl } from './open-control.ts'
import { closeFiles, openFiles } from './open-files.ts'
import { openDaemonLog } from './open-log.ts'
import { Reach } from './reach.ts'
import { Reload } from './reload.ts'
import { sayOpen } from './say-open.ts'
import { isTended, listenToSignals } from './signals.ts'
import { readWebFiles } from './web-files.ts'

/**
 * Runs a daemon in this process until it is stopped. Gives the exit code.
 * @param reread reads the configuration again
 * @throws {Exit} alreadyRunning, or failure when something it needs cannot be opened
 */
export async function runDaemon(config: DaemonConfig, reread: () => Promise<DaemonConfig>): Promise<number> {
  const startedMs = performance.now()
  const { options } = config
  const boot = randomBytes(4).toString('hex')
  const log = openDaemonLog(options, boot)
  const life = new Life({ config, reread, options, log, boot, version: readVersion(), startedMs })
  const stopListening = listenToSignals({
    stop: (reason) => life.stop(reason),
    // The log says what came of it.
    reload: () => void life.reload().catch(() => {}),
    isTended: isTended(process.env),
  })
  life.notifier = openNotifier(life, process.env)
  // First of all, since it is also the lock on the state directory and so on the identity in it.
  const control = await openDaemonControl(life)
  try {
    return await live(life)
  } finally {
    stopListening()
    if (life.files !== undefined) await closeFiles(life.files)
    await control.close()
    await log.close()
  }
}

async function live(life: Life): Promise<number> {
  const { options, log, version } = life.given
  const { note } = log
  const files = await openFiles(life.given)
  life.files = files
  note('daemon.starting', { version, room: options.name, node: process.version })
  if (process.getuid?.() === 0) note('daemon.root')
  const { env } = process
  const given = takeGivenSockets(env, process.pid)
  let stopReporting = (): void => {}
  const opened = whenOpen(options.discovery && isFindable(options.bind), () => {
    if (life.notifier !== undefined) stopReporting = reportTo(life.notifier, life, env)
  })
  const listening = (port: number): void => {
    life.port = port
    note('daemon.listening', { port, bind: options.bind ?? '*' })
    void sayOpen(life.given, port)
    process.send?.({ ready: true, port })
    opened.port()
  }
  const discovering: DaemonParts['discovering'] = (count) => {
    life.countDiscovery = count
    opened.discovery()
  }
  const accepting: DaemonParts['accepting'] = (count) => {
    life.countDoor = count
  }
  const reach = new Reach(options)
  const reload = new Reload({ ...life.given, ...files, reach })
  life.reloading = reload
  const reread = async (): Promise<RoomConfig> => (await reload.run()).config
  const site = { files: await readWebFiles(), readiness: () => life.readiness, metrics: openMetrics(life) }
  const running = startDaemon(
    daemonInput({ ...life.given, ...files, reach, reread, site, given, listening, accepting, discovering }),
  )
  life.run(running)
  const output = await running.ended
  stopReporting()
  const exitCode = endOf(output, options)
  note('daemon.stopped', { uptimeMs: life.uptimeMs, exitCode })
  return exitCode
}
