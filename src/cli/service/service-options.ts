import { homedir } from 'node:os'
import { type DaemonOptions, optionsFrom } from '../config/daemon-options.ts'
import { readConfigFile } from '../config/file.ts'
import type { Layer } from '../config/layers.ts'
import { configPlaces, systemConfig } from '../config/places.ts'
import { refuseProblems } from '../config/read.ts'
import { resolveSettings } from '../config/resolve.ts'
import { daemonSettings } from '../config/settings.ts'
import type { Scope } from '../../ops/units.ts'

/**
 * The options that a daemon will have that a service manager starts: what is in the environment of who asks is not in its,
 * and the system's reads no user's file.
 * @throws {Exit} usage, with all that is wrong
 */
export async function readServiceOptions(scope: Scope): Promise<DaemonOptions> {
  const { XDG_CONFIG_HOME } = process.env
  const places = configPlaces({ env: { XDG_CONFIG_HOME }, home: homedir() })
  const layers: Layer[] = []
  for (const { path, by } of places) {
    if (scope === 'system' && path !== systemConfig) continue
    const file = await readConfigFile(path, by)
    refuseProblems(file?.problems ?? [])
    const layer = file?.layers['daemon']
    if (layer !== undefined) layers.push(layer)
  }
  const resolved = resolveSettings(daemonSettings, layers)
  refuseProblems(resolved.problems)
  return optionsFrom(resolved)
}
