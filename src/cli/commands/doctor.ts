import { hostname } from 'node:os'
import { safeJson } from '../../client/safe-text.ts'
import { portHolder } from '../../ops/port-holder.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { isPortTaken } from '../../transport/discovery/taken.ts'
import { ourPlaces } from '../arguments/places.ts'
import { readDaemonConfig } from '../config/daemon-options.ts'
import { flagLayer } from '../config/layers.ts'
import { daemonSettings } from '../config/settings.ts'
import { checks } from '../doctor/checks.ts'
import { type Here, here } from '../doctor/here.ts'
import { runningDaemon } from '../doctor/running.ts'
import { findingLines, report } from '../doctor/show.ts'
import { stepJson, stepLines } from '../doctor/steps-shown.ts'
import { type Advice, adviceFor, found } from '../enter/advice.ts'
import { portTaken } from '../enter/hint-advice.ts'
import { type StepTaken, takeSteps } from '../enter/steps.ts'
import { wslAdvice } from '../enter/wsl.ts'
import { exitCodes } from '../exit.ts'
import { type Output, plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'
import { readVersion } from '../version.ts'

export interface DoctorArguments {
  readonly stateDir?: string | undefined
  readonly json?: boolean | undefined
  readonly report?: boolean | undefined
}

/**
 * Looks at this computer, then for rooms step by step, and says what each look found and what mends it. Gives `failure` where
 * something here does not work, `noneFound` where no room answered.
 */
export async function doctor(argv: DoctorArguments): Promise<number> {
  if (argv.report !== true) return await untilSignal((signal) => examine(argv, plainOutput, signal))
  const lines: string[] = []
  const keep = (line: string): void => void lines.push(line)
  const code = await untilSignal((signal) => examine(argv, { say: keep, note: keep }, signal))
  const system = `earshot ${readVersion()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
  plainOutput.say(report(system, lines, { ...(await thisComputer(argv)), host: hostname() }))
  return code
}

async function examine(argv: DoctorArguments, out: Output, signal: AbortSignal): Promise<number> {
  const isWell = await lookAround(await thisComputer(argv), argv.json === true, out, signal)
  const isFound = await askAround(argv, out, signal)
  if (!isWell) return exitCodes.failure
  return isFound ? exitCodes.ok : exitCodes.noneFound
}

/** Whether nothing failed. */
async function lookAround(at: Here, isJson: boolean, out: Output, signal: AbortSignal): Promise<boolean> {
  const nameCells = Math.max(...Object.keys(checks).map((name) => name.length))
  let isWell = true
  for (const [check, look] of Object.entries(checks)) {
    const finding = await look(at)
    signal.throwIfAborted()
    isWell &&= finding.level !== 'fail'
    if (isJson) out.say(safeJson({ check, ...finding }))
    else for (const line of findingLines(check, finding, nameCells)) out.say(line)
  }
  return isWell
}

/** Whether a room answered. */
async function askAround(argv: DoctorArguments, out: Output, signal: AbortSignal): Promise<boolean> {
  const { stateDir } = ourPlaces(argv)
  const port = discoveryPort(process.env)
  const taken: StepTaken[] = []
  for await (const step of takeSteps({ stateDir, port, signal })) {
    taken.push(step)
    for (const line of argv.json === true ? [stepJson(step)] : stepLines(step)) out.say(line)
  }
  signal.throwIfAborted()
  const ours: Advice[] = [
    ...((await isPortTaken(port)) ? [portTaken(port, portHolder(port, 'udp'))] : []),
    ...(found(taken) ? [] : wslAdvice()),
  ]
  for (const { says, next } of [...ours, ...adviceFor(taken, port)])
    for (const line of [says, ...next.map((one) => `  ${one}`)]) out.note(line)
  return found(taken)
}

/** A daemon that would not start for its configuration is looked at all the same. */
async function thisComputer(argv: DoctorArguments): Promise<Here> {
  const flags = flagLayer(daemonSettings, { stateDir: argv.stateDir }, process.cwd())
  const daemon = await readDaemonConfig(flags, undefined).catch((refused: Error) => ({ refused }))
  const places = ourPlaces('options' in daemon ? daemon.options : argv)
  return here({ places, daemon, running: await runningDaemon(places.control) })
}
