import { homedir, tmpdir, userInfo } from 'node:os'
import { type Places, places } from '../../ops/paths.ts'

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
    home: home(),
    uid: process.getuid?.() ?? 0,
    tmp: tmpdir(),
  })
}

/** Node takes an empty `HOME` for a directory; the system's list of users knows better. */
function home(): string {
  return process.env['HOME'] === '' ? userInfo().homedir : homedir()
}
