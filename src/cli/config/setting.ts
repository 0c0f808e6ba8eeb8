import type { Kind } from './kinds.ts'

/** A row of a table of settings. */
export interface Setting {
  readonly kind: Kind<unknown>
  /** Its heading in `--help` and on the page. */
  readonly group: string
  /** One clause, with the units of its value. */
  readonly describe: string
  /** What holds where nothing is written, as it would be written. */
  readonly default?: readonly string[]
  /** What holds then, in words, where it is no value that could be written. */
  readonly otherwise?: string
  /** A value as TOML. */
  readonly example: string
  /** Whether another value holds from a reload on, or after a restart only. */
  readonly applies: 'reload' | 'restart'
}

export type Settings = Readonly<Record<string, Setting>>

/** `log-dir` as `logDir`. */
type Camel<S extends string> = S extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<Camel<Rest>>}`
  : S

type ValueOf<Row> = Row extends { readonly kind: Kind<infer T> } ? T : never

type WithDefault<Rows> = { [K in keyof Rows]: Rows[K] extends { default: unknown } ? K : never }[keyof Rows]

/** The values of a table of settings by their names in camel case; what has no default may be missing. */
export type Values<Rows> = {
  readonly [K in WithDefault<Rows> as Camel<K & string>]: ValueOf<Rows[K]>
} & {
  readonly [K in Exclude<keyof Rows, WithDefault<Rows>> as Camel<K & string>]?: ValueOf<Rows[K]> | undefined
}

/** The same name in camel case. */
export function camel(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** The environment variable of a setting. */
export function variableOf(name: string): string {
  return `EARSHOT_${name.replaceAll('-', '_').toUpperCase()}`
}
