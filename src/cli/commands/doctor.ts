import { nameOf } from '../../client/dial.ts'
import { plainText, safeJson } from '../../client/safe-text.ts'
import type { Rung } from '../../protocol/hub.ts'
import { portHolder } from '../../ops/port-holder.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { isPortTaken } from '../../transport/discovery/taken.ts'
import { ourPlaces } from '../arguments/places.ts'
import { adviceFor, found } from '../enter/advice.ts'
import { portTaken } from '../enter/hint-advice.ts'
import { type StepTaken, takeSteps } from '../enter/steps.ts'
import { exitCodes } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { untilSignal } from '../signals.ts'

export interface DoctorArguments {
  readonly stateDir?: string | undefined
  readonly json?: boolean | undefined
}

/** What each step asks, in words. */
const titles: Readonly<Record<Rung, string>> = {
  address: 'where rooms were before',
  loopback: 'this computer',
  broadcast: 'everybody, by IPv4',
  multicast: 'everybody, by IPv6',
  mdns: 'everybody, by mDNS',
  neighbours: 'the neighbours, one by one',
  sweep: 'every address around',
}

/** Looks for rooms step by step and says what each one is good for; gives `noneFound` where no room answered. */
export async function doctor(argv: DoctorArguments): Promise<number> {
  const { stateDir } = ourPlaces(argv)
  const port = discoveryPort(process.env)
  const taken = await untilSignal(async (signal) => {
    const steps: StepTaken[] = []
    for await (const step of takeSteps({ stateDir, port, signal })) {
      steps.push(step)
      for (const line of argv.json === true ? [asJson(step)] : shown(step)) plainOutput.say(line)
    }
    signal.throwIfAborted()
    return steps
  })
  const isTaken = await isPortTaken(port)
  const here = isTaken ? [portTaken(port, portHolder(port, 'udp'))] : []
  for (const { says, next } of [...here, ...adviceFor(taken, port)])
    for (const line of [says, ...next.map((one) => `  ${one}`)]) plainOutput.note(line)
  return found(taken) ? exitCodes.ok : exitCodes.noneFound
}

/** A step as lines: what it asks; where to on each interface and what the system said; who answered. */
export function shown({ rung, sendings, rooms }: StepTaken): string[] {
  const names = Array.from(new Set(sendings.map((one) => one.interface)))
  const asked = names.map((name) => {
    const here = sendings.filter((one) => one.interface === name)
    const codes = new Set(here.flatMap(({ code = '' }) => (code === '' ? [] : [code])))
    const to = here.length > 3 ? `${here.length} addresses` : here.map((one) => one.to).join(', ')
    return `  ${name}: ${to}${codes.size === 0 ? '' : ` (${Array.from(codes).join(', ')})`}`
  })
  const answered = rooms.map(
    (room) => `  -> "${plainText(room.room)}" at ${nameOf(room)} in ${room.rttMs} ms`,
  )
  const nobody = names.length === 0 ? '  nobody to ask' : '  -> no answer'
  return [titles[rung], ...asked, ...(answered.length === 0 ? [nobody] : answered)]
}

function asJson({ rung, sendings, rooms, places }: StepTaken): string {
  const sent = sendings.map(({ interface: name, to, code = null }) => ({ interface: name, to, code }))
  const told = places.map(({ address, tcpPort = null, isNear }) => ({ address, port: tcpPort, near: isNear }))
  return safeJson({ step: rung, sent, rooms, places: told })
}
