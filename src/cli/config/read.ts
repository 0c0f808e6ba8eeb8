import { homedir } from 'node:os'
import { Exit } from '../exit.ts'
import { readConfigFile } from './file.ts'
import { type Layer, environmentLayer } from './layers.ts'
import { type ConfigPlace, configPlaces } from './places.ts'
import type { Problem } from './resolve.ts'
import type { Settings } from './setting.ts'

/** A file of settings, and what became of reading it. */
export interface ReadPlace extends ConfigPlace {
  readonly state: 'read' | 'missing' | 'refused'
}

/** What everybody but the command line says of one table of settings. */
export interface ReadConfig {
  /** The one that counts first comes first. */
  readonly layers: readonly Layer[]
  readonly places: readonly ReadPlace[]
  readonly problems: readonly Problem[]
}

/** Reads the environment and the files. @param named the file that is read instead of the usual ones */
export async function readConfig(
  table: 'daemon' | 'client',
  settings: Settings,
  named: string | undefined,
): Promise<ReadConfig> {
  const { env } = process
  const layers = [environmentLayer(settings, env, process.cwd())]
  const places: ReadPlace[] = []
  const problems: Problem[] = []
  for (const place of configPlaces({ named, env, home: homedir() })) {
    const file = await readConfigFile(place.path, place.by)
    const state = file === undefined ? 'missing' : file.problems.length > 0 ? 'refused' : 'read'
    places.push({ ...place, state })
    if (state === 'missing' && place.isNamed) problems.push(missing(place))
    problems.push(...(file?.problems ?? []))
    const layer = file?.layers[table]
    if (layer !== undefined) layers.push(layer)
  }
  return { layers, places, problems }
}

function missing({ path }: ConfigPlace): Problem {
  return { says: `${path}: there is no such file.`, next: ['which are read:   earshot config path'] }
}

/** @throws {Exit} usage, with all that is wrong */
export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const [says, next] = [problems.map((one) => one.says), problems.flatMap((one) => one.next)]
  throw new Exit('usage', says.join('\n'), ...new Set(next))
}
