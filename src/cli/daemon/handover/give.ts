import type { Bequest } from '../../../actors/bequest.ts'
import type { RunningDaemon } from '../../../actors/start.ts'
import type { Entry } from '../../../room/entry.ts'
import { saveEntry } from '../../../room/entry-line.ts'
import { factsOf } from '../facts.ts'
import type { Life } from '../life.ts'
import { Outflow } from './outflow.ts'
import { mayEnd } from './stand-in.ts'
import { type Successor, spawnSuccessor } from './successor.ts'
import { type Go, type Hello, type Released, handoverFormat } from './words.ts'

/** How long a successor may take: to read what is configured, to take the room, and to open when nothing happens any more. */
const readyMs = 30_000
const loadMs = 120_000
const openMs = 5_000

/** Announcements that may be made while the room is handed over; the successor's are numbered after them. */
const seqsLeft = 1_000

/** A room that lives on in another process. */
export interface HandedOver {
  readonly pid: number
  readonly version: string
  /** From the request on, and how long nothing happened in the room. */
  readonly tookMs: number
  readonly silentMs: number
  /** The longest that this process has worked on it in one turn of its event loop. */
  readonly turnMs: number
}

/**
 * Hands the room to a successor, and ends this daemon politely. Until the successor is open, nothing is given away that could
 * not be taken back: one that fails, or is late, leaves the room as it was.
 * @throws {Error} with the sentence that says why nothing has changed
 */
export async function handOver(
  life: Life,
  env: NodeJS.ProcessEnv,
  spawn = spawnSuccessor,
): Promise<HandedOver> {
  const { listener, running } = life
  const fd = listener?.fd()
  if (!life.isReady) throw new Error('the daemon is ending')
  if (running === undefined || fd === undefined) throw new Error('the room is not open yet')
  if (life.handover.is !== 'none') throw new Error('a restart is under way')
  const successor = spawn({ listener: fd, udp: life.givenUdp }, mayEnd(env))
  life.handover = { is: 'under-way', successor }
  const outflow = new Outflow(pipeOf(successor), () => new Promise((turned) => setImmediate(turned)), cpuMs)
  const { note } = life.given.log
  let handedOver: HandedOver
  try {
    handedOver = await give({ life, running, successor, outflow })
  } catch (error) {
    life.handover = { is: 'none' }
    const why = whyNot(life, error)
    note('daemon.not-handed-over', { why })
    throw new Error(why, { cause: error })
  }
  const { pid, tookMs, silentMs, turnMs } = handedOver
  note('daemon.handed-over', { successor: pid, tookMs, silentMs, turnMs })
  life.handover = { is: 'done', successor }
  life.quiet()
  // All at once: who is still connected hears nothing any more.
  life.stop('Server restarting', 0)
  await letGoOfAccounts(life)
  outflow.say('released', JSON.stringify({ isMinded: !mayEnd(env) } satisfies Released))
  return handedOver
}

interface Giving {
  readonly life: Life
  readonly running: RunningDaemon
  readonly successor: Successor
  readonly outflow: Outflow
}

/** Until the successor is open. @throws {Error} when it is not; then everything is as it was */
async function give({ life, running, successor, outflow }: Giving): Promise<HandedOver> {
  const beganMs = performance.now()
  let fault: unknown
  let bequest: Bequest | undefined
  let frozenMs: number | undefined
  try {
    outflow.say('hello', JSON.stringify(helloOf(life)))
    await successor.hears('ready', readyMs)
    const told = (entry: Entry): void => {
      try {
        outflow.entry(saveEntry(entry))
      } catch (error) {
        fault = error
      }
    }
    bequest = outflow.measured(() => running.bequeath(told))
    if (bequest === undefined) throw new Error('the room is closed')
    await outflow.snapshot(bequest.lines)
    outflow.say('caught-up')
    await successor.hears('loaded', loadMs)
    if (fault !== undefined) throw fault
    frozenMs = performance.now()
    const go: Go = { ...freeze(life, bequest), discoverySeq: life.announcements.seq + seqsLeft }
    outflow.say('go', JSON.stringify(go))
    const version: string = JSON.parse(await successor.hears('open', openMs))
    const nowMs = performance.now()
    return {
      pid: successor.pid,
      version,
      tookMs: Math.round(nowMs - beganMs),
      silentMs: Math.round(nowMs - frozenMs),
      turnMs: Math.round(outflow.longestMs),
    }
  } catch (error) {
    // It must not open when this process has gone on.
    await successor.kill()
    if (frozenMs !== undefined) await reopen(life)
    bequest?.thaw()
    throw error
  }
}

/** Who stops a daemon ends its successor too: nothing has failed then. */
function whyNot(life: Life, error: unknown): string {
  if (!life.isReady) return 'the daemon was stopped meanwhile'
  const why = error instanceof Error ? error.message : String(error)
  return `Nothing has changed: the new process failed, ${why}`
}

/** What this process has worked so far, all of its threads. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function pipeOf(successor: Successor): { write(text: string): boolean; drained(): Promise<void> } {
  return { write: (text) => successor.pipe.write(text), drained: () => successor.drained() }
}

function helloOf({ given, files }: Life): Hello {
  const { options, version } = given
  return {
    format: handoverFormat,
    version,
    facts: factsOf(given),
    id: files?.identity.id ?? '',
    accounts: options.accounts,
  }
}

/** From here on the file is the successor's. */
async function letGoOfAccounts(life: Life): Promise<void> {
  const { files } = life
  if (files?.accounts === undefined) return
  const { accounts, ...rest } = files
  life.files = { ...rest, accounts: undefined }
  // The successor has them all, and writes them all.
  await accounts.close().catch(() => {})
}

/** Nothing happens from here on: nobody is accepted, no entry is applied. The control socket's place is free. */
function freeze(life: Life, bequest: Bequest): ReturnType<Bequest['freeze']> {
  life.listener?.pause()
  // It ends when what was asked is answered, this restart among it.
  void life.closeControl()
  return bequest.freeze()
}

async function reopen(life: Life): Promise<void> {
  // Asked to stop meanwhile, it closes what is open and would not know of more.
  if (!life.isReady) return
  await life.listener?.resume()
  await life.openControl().catch((err: unknown) => life.given.log.note('control.failed', { err }))
}
