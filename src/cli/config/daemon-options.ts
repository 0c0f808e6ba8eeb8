import { hostname } from 'node:os'
import { cleanRoom } from '../../protocol/datagram/room-name.ts'
import { ourPlaces } from '../arguments/places.ts'
import type { Layer } from './layers.ts'
import { type ReadConfig, readConfig, refuseProblems } from './read.ts'
import { type Problem, type Resolved, type Settled, labelOf, resolveSettings } from './resolve.ts'
import type { Values } from './setting.ts'
import { type DaemonSetting, daemonSettings } from './settings.ts'

type DaemonValues = Values<typeof daemonSettings>

/** What a daemon is started with; checked. What is missing is as the row of the setting says. */
export interface DaemonOptions extends DaemonValues {
  readonly name: string
  readonly stateDir: string
  readonly logDir: string
  /** The control socket. */
  readonly control: string
}

/** The configuration of a daemon as it holds, and where each of it comes from. */
export interface DaemonConfig {
  readonly options: DaemonOptions
  readonly settled: readonly Settled[]
  readonly places: ReadConfig['places']
}

/**
 * Reads the environment and the files, and holds all against the table.
 * @param named the file that is read instead of the usual ones
 * @throws {Exit} usage, with all that is wrong
 */
export async function readDaemonConfig(flags: Layer, named: string | undefined): Promise<DaemonConfig> {
  const { layers, places, problems } = await readConfig('daemon', daemonSettings, named)
  const resolved = resolveSettings(daemonSettings, [flags, ...layers])
  refuseProblems([...problems, ...resolved.problems, ...contradictions(resolved)])
  return { options: optionsFrom(resolved), settled: resolved.settled, places }
}

/** What is true of one setting and is not of two. */
export function contradictions({
  settled,
  values,
}: Pick<Resolved<DaemonValues>, 'settled' | 'values'>): Problem[] {
  const placeOf = (name: DaemonSetting): string | undefined => {
    const written = settled.find((one) => one.name === name)?.written
    return written === undefined ? undefined : labelOf(written, name)
  }
  const alone = together.flatMap(([one, other, example]) => {
    const [here, there] = [placeOf(one), placeOf(other)]
    if ((here === undefined) === (there === undefined)) return []
    const says = `${here ?? there}: ${one} and ${other} go together.`
    return [{ says, next: [example] }]
  })
  const sts = placeOf('sts')
  if (sts === undefined || values.port !== 0) return alone
  const says = `${sts} tells clients of a port for days: give it one, as --port 16667.`
  return [...alone, { says, next: [] }]
}

const together: readonly (readonly [DaemonSetting, DaemonSetting, string])[] = [
  ['operator', 'operator-password-file', 'earshot daemon --operator NAME --operator-password-file FILE'],
  ['tls-cert', 'tls-key', 'earshot daemon --tls-cert fullchain.pem --tls-key privkey.pem'],
]

/** The table's values, with what depends on this computer. */
export function optionsFrom({ values }: Pick<Resolved<DaemonValues>, 'values'>): DaemonOptions {
  const { name = ownName(hostname()) } = values
  return { ...values, name, ...ourPlaces(values) }
}

/** A room without a name is called as the computer, without its domain. */
export function ownName(host: string): string {
  const short = cleanRoom(host.split('.')[0] ?? '')
  return short === '' || short === 'localhost' ? 'earshot' : short
}
