import { randomBytes } from 'node:crypto'
import { startDaemon } from '../../actors/start.ts'
import { takeGivenSockets } from '../../ops/given-sockets.ts'
import type { RoomConfig } from '../../room/room.ts'
import { isFindable } from '../../transport/discovery/bound.ts'
import type { DaemonConfig } from '../config/daemon-options.ts'
import { readVersion } from '../version.ts'
import { endOf } from './end.ts'
import { goOn } from './handover/go-on.ts'
import { endAs } from './handover/stand-in.ts'
import { type Predecessor, openPredecessor } from './handover/take.ts'
import { type DaemonParts, daemonInput } from './input.ts'
import { Life, type OpenFiles } from './life.ts'
import { openNotifier, reportTo, whenOpen } from './manager.ts'
import { openMetrics } from './metrics/open.ts'
import { openDaemonControl } from './open-control.ts'
import { closeFiles, openAllFiles } from './open-files.ts'
import { openDaemonLog } from './open-log.ts'
import { Reach } from './reach.ts'
import { Reload } from './reload.ts'
import { sayOpen } from './say-open.ts'
import { isTended, listenToSignals } from './signals.ts'
import { readWebFiles } from './web-files.ts'

type Read = () => Promise<DaemonConfig>

/**
 * Runs a daemon in this process until it is stopped, or ends because the room goes on in another one. Gives the exit code.
 * @param read reads the configuration, now and again
 * @throws {Exit} usage, alreadyRunning, or failure when something it needs cannot be opened
 */
export async function runDaemon(read: Read): Promise<number> {
  // First of all, since who asked for a restart is to hear of everything that goes wrong.
  const predecessor = openPredecessor(process.env)
  try {
    return await runLife(read, predecessor)
  } catch (error) {
    predecessor?.failed(error)
    throw error
  } finally {
    predecessor?.close()
  }
}

async function runLife(read: Read, predecessor: Predecessor | undefined): Promise<number> {
  const startedMs = performance.now()
  const config = await read()
  const { options } = config
  const boot = (await predecessor?.hello())?.facts.boot ?? randomBytes(4).toString('hex')
  const log = openDaemonLog(options, boot)
  const given = { config, reread: read, options, log, boot, version: readVersion(), startedMs }
  const life = new Life(given, openDaemonControl)
  const stopListening = listenToSignals({
    stop: (reason) => life.stop(reason),
    // The log says what came of it.
    reload: () => void life.reload().catch(() => {}),
    isTended: isTended(process.env),
  })
  life.notifier = openNotifier(life, process.env)
  try {
    const exitCode = await (predecessor === undefined ? begin(life) : goOn(life, predecessor, live))
    log.note('daemon.stopped', { uptimeMs: life.uptimeMs, exitCode })
    stopListening()
    await close(life)
    return life.handover.is === 'done' ? await endAs(life.handover.successor, process.env) : exitCode
  } finally {
    stopListening()
    await close(life)
    await log.close()
  }
}

/** A room that has not been yet, or is again. */
async function begin(life: Life): Promise<number> {
  // First of all, since it is also the lock on the state directory and so on the identity in it.
  await life.openControl()
  const files = await openAllFiles(life.given)
  const sockets = takeGivenSockets(process.env, process.pid)
  return await live(life, files, {
    given: sockets,
    listening: (port) => {
      void sayOpen(life.given, port)
      process.send?.({ ready: true, port })
    },
  })
}

/** What a daemon begins with, and what is to be done when it listens. */
export type Beginning = Pick<DaemonParts, 'inheritance' | 'given' | 'listening'>

async function live(life: Life, files: OpenFiles, beginning: Beginning): Promise<number> {
  const { options, log, version } = life.given
  const { note } = log
  life.files = files
  life.givenUdp = beginning.given?.udp
  note('daemon.starting', { version, room: options.name, node: process.version })
  if (process.getuid?.() === 0) note('daemon.root')
  const opened = whenOpen(options.discovery && isFindable(options.bind), () => {
    if (life.notifier !== undefined) life.stopReporting = reportTo(life.notifier, life, process.env)
  })
  const reach = new Reach(options)
  const reload = new Reload({ ...life.given, ...files, reach })
  life.reloading = reload
  const site = { files: await readWebFiles(), readiness: () => life.readiness, metrics: openMetrics(life) }
  const running = startDaemon(
    daemonInput({
      ...life.given,
      ...files,
      ...beginning,
      reach,
      reread: async (): Promise<RoomConfig> => (await reload.run()).config,
      site,
      announcements: life.announcements,
      isHandedOver: () => life.handover.is === 'done',
      accepting: (listener) => (life.listener = listener),
      listening: (port) => {
        life.port = port
        note('daemon.listening', { port, bind: options.bind ?? '*' })
        beginning.listening(port)
        opened.port()
      },
      discovering: (count) => {
        life.countDiscovery = count
        opened.discovery()
      },
    }),
  )
  life.run(running)
  const output = await running.ended
  life.stopReporting()
  return endOf(output, options)
}

async function close(life: Life): Promise<void> {
  const { files } = life
  life.files = undefined
  if (files !== undefined) await closeFiles(files)
  await life.closeControl()
}
