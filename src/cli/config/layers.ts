import { nearest } from '../../client/nearest.ts'
import { type Settings, camel, variableOf } from './setting.ts'

/** Who wrote a value: the first of these that did counts. */
export type Writer = 'flag' | 'environment' | 'user' | 'system' | 'default'

/** What was written for a setting, and where. */
export interface Written {
  readonly by: Writer
  /** `--port`, `EARSHOT_PORT` or `/etc/earshot/config.toml:3`. */
  readonly place: string
  readonly texts: readonly string[]
  /** What a relative path begins at. */
  readonly dir: string
}

/** What one writer wrote, by setting. */
export type Layer = ReadonlyMap<string, Written>

/** What the command line says, as yargs has it: only what was given, since the options have no defaults of their own. */
export function flagLayer(settings: Settings, argv: Readonly<Record<string, unknown>>, dir: string): Layer {
  const layer = new Map<string, Written>()
  for (const name of Object.keys(settings)) {
    const given = argv[camel(name)]
    if (given === undefined) continue
    layer.set(name, { by: 'flag', place: `--${name}`, texts: [given].flat().map(String), dir })
  }
  return layer
}

/** The same as a command line. */
export function argumentsOf(settings: Settings, flags: Layer): string[] {
  return Array.from(flags).flatMap(([name, { texts }]) =>
    settings[name]?.kind.form === 'flag'
      ? [texts[0] === 'true' ? `--${name}` : `--no-${name}`]
      : texts.map((text) => `--${name}=${text}`),
  )
}

/** What the environment says: an empty variable says nothing, and a list has commas between. */
export function environmentLayer(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  dir: string,
): Layer {
  const layer = new Map<string, Written>()
  for (const [name, { kind }] of Object.entries(settings)) {
    const place = variableOf(name)
    const value = env[place]
    if (value === undefined || value === '') continue
    const texts = kind.form === 'list' ? value.split(',').map((one) => one.trim()) : [value]
    layer.set(name, { by: 'environment', place, texts, dir })
  }
  return layer
}

/** Variables that look like a setting's and are none, with the one that was probably meant: `EARSHOT_PROT`. */
export function unknownVariables(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const known = Object.keys(settings).map(variableOf)
  return Object.keys(env)
    .filter((name) => name.startsWith('EARSHOT_') && !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(
        name.toLowerCase(),
        known.map((one) => one.toLowerCase()),
      )
      return meant === undefined ? [] : [`${name} is no setting. Did you mean ${meant.toUpperCase()}?`]
    })
}
