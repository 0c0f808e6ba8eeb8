import { existsSync } from 'node:fs'
import { ourPlaces } from '../arguments/places.ts'
import { readConfig } from '../config/read.ts'
import { resolveSettings } from '../config/resolve.ts'
import { daemonSettings } from '../config/settings.ts'

/** Where the service of the system has its control socket: see RuntimeDirectory= in its unit. */
export const systemDir = '/run/earshot'

/**
 * The control socket of the daemon that is meant: in the state directory that somebody named; and where nobody did, the first
 * that is there of ours, of the one that is configured, and of the system's, as far as we may look.
 */
export async function findControl(stateDir: string | undefined): Promise<string> {
  const { control } = ourPlaces({ stateDir })
  if (stateDir !== undefined || existsSync(control)) return control
  const others = [await configuredControl(), `${systemDir}/control.sock`]
  return others.find((path) => path !== undefined && existsSync(path)) ?? control
}

/** What is wrong with the configuration is for a daemon that starts; here it names no place. */
async function configuredControl(): Promise<string | undefined> {
  const { layers } = await readConfig('daemon', daemonSettings, undefined)
  const { stateDir } = resolveSettings(daemonSettings, layers).values
  return stateDir === undefined ? undefined : ourPlaces({ stateDir }).control
}
