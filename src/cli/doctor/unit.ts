import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Here } from './here.ts'
import { type Finding, ok, warn } from './finding.ts'

/** The unit is kept this tight at least, by systemd's own measure: 0 is best, 10 is a service with nothing set. */
const mostExposure = 1.5

/** Where an installed unit may be; the first that is there counts for systemd as well. */
const unitPlaces = (home: string): string[] => [
  join(home, '.config', 'systemd', 'user', 'earshot.service'),
  '/etc/systemd/system/earshot.service',
  '/lib/systemd/system/earshot.service',
  '/usr/lib/systemd/system/earshot.service',
]

/** How much the unit of the service leaves open. */
export async function unitFinding({ home, run }: Pick<Here, 'home' | 'run'>): Promise<Finding> {
  const found = await Promise.all(
    unitPlaces(home).map((path) =>
      access(path).then(
        () => path,
        () => undefined,
      ),
    ),
  )
  const path = found.find((one) => one !== undefined)
  if (path === undefined) return ok('earshot is not installed as a service')
  const ran = await run('systemd-analyze', 'security', '--offline=true', '--no-pager', path)
  if (ran === undefined) return ok(`${path}; systemd-analyze is not here to measure it`)
  return exposureFinding(path, ran.said)
}

/** What `systemd-analyze security` says of a unit. */
export function exposureFinding(path: string, said: string): Finding {
  const score = /Overall exposure level for \S+: ([\d.]+)/.exec(said)?.[1]
  if (score === undefined) return warn(`${path} cannot be measured`, `systemd-analyze verify ${path}`)
  // A unit of a user's own manager cannot be fenced in by most of what is measured.
  if (path.includes('/systemd/user/')) return ok(`${path}, exposure ${score}; a user’s unit has few fences`)
  if (Number(score) <= mostExposure) return ok(`${path}, exposure ${score}`)
  return warn(
    `${path} leaves much open: ${score}, and ${mostExposure} can be had`,
    'earshot service install          writes it anew',
  )
}
