import { isAbsolute, join } from 'node:path'

/** A file of settings that may be there. */
export interface ConfigPlace {
  readonly path: string
  readonly by: 'user' | 'system'
  /** Somebody named it: it has to be there. */
  readonly isNamed: boolean
}

interface PlacesInput {
  /** Named on the command line. */
  readonly named?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/** Where the system's settings are. */
export const systemConfig = '/etc/earshot/config.toml'

/** The files that are read, the one that counts first: the user's and the system's, or instead of both the one that was named. */
export function configPlaces({ named, env, home }: PlacesInput): ConfigPlace[] {
  const chosen = named ?? env['EARSHOT_CONFIG'] ?? ''
  if (chosen !== '') return [{ path: chosen, by: 'user', isNamed: true }]
  const xdg = env['XDG_CONFIG_HOME'] ?? ''
  const dir = isAbsolute(xdg) ? xdg : join(home, '.config')
  return [
    { path: join(dir, 'earshot', 'config.toml'), by: 'user', isNamed: false },
    { path: systemConfig, by: 'system', isNamed: false },
  ]
}
