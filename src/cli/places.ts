import { homedir, tmpdir } from 'node:os'
import { type Places, places } from '../ops/paths.ts'

export interface ChosenPlaces {
  readonly stateDir?: string | undefined
  readonly logDir?: string | undefined
}

/** Where things are, for the person who runs this. */
export function ourPlaces(chosen: ChosenPlaces): Places {
  return places({
    stateDir: chosen.stateDir,
    logDir: chosen.logDir,
    env: process.env,
    home: homedir(),
    uid: process.getuid?.() ?? 0,
    tmp: tmpdir(),
  })
}
