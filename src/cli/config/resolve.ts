import { plainText } from '../../client/safe-text.ts'
import { Unusable } from './kinds.ts'
import type { Layer, Written } from './layers.ts'
import { type Setting, type Settings, type Values, camel } from './setting.ts'

/** What is wrong with the configuration: a sentence that says where, and what to write instead. */
export interface Problem {
  readonly says: string
  readonly next: readonly string[]
}

/** A setting as it holds. */
export interface Settled {
  readonly name: string
  readonly row: Setting
  /** As it was written; empty where nobody wrote it and it has no default. */
  readonly texts: readonly string[]
  /** Undefined where nobody wrote it. */
  readonly written: Written | undefined
  /** As it is read; undefined where it is missing or wrong. */
  readonly value: unknown
}

/** What the layers say together. */
export interface Resolved<Values> {
  /** By name in camel case; where what is written is wrong, as if it were not. */
  readonly values: Values
  readonly settled: readonly Settled[]
  readonly problems: readonly Problem[]
}

/** The first layer that says anything of a setting counts; every layer is held against the table, also what does not count. */
export function resolveSettings<const S extends Settings>(
  settings: S,
  layers: readonly Layer[],
): Resolved<Values<S>> {
  const values: Record<string, unknown> = {}
  const settled: Settled[] = []
  const problems: Problem[] = []
  for (const [name, row] of Object.entries(settings)) {
    const all = layers.flatMap((layer) => layer.get(name) ?? [])
    const read = all.map((written) => {
      try {
        return row.kind.read(written.texts, written.dir)
      } catch (error) {
        if (!(error instanceof Unusable)) throw error
        problems.push(problemOf(labelOf(written, name), error))
        return undefined
      }
    })
    const [written] = all
    const texts = written?.texts ?? row.default ?? []
    const usual = row.default === undefined ? undefined : row.kind.read(row.default, '/')
    const value = read[0] ?? usual
    settled.push({ name, row, texts, written, value })
    if (value !== undefined) values[camel(name)] = value
  }
  if (!areValues(settings, values)) throw new TypeError('a default that its own row refuses')
  return { values, settled, problems }
}

/** Each was made by the `read` of its row, so what is to be shown is that none with a default is missing. */
function areValues<S extends Settings>(settings: S, values: object): values is Values<S> {
  return Object.entries(settings).every(([name, row]) => row.default === undefined || camel(name) in values)
}

/** On a command line and in the environment the place is the name. */
export function labelOf({ by, place }: Written, name: string): string {
  return by === 'user' || by === 'system' ? `${place}: ${name}` : place
}

function problemOf(label: string, { text, message, next }: Unusable): Problem {
  return { says: `${label} ${plainText(text)}: ${message}`, next }
}
