import { plainText, safeJson } from '../../client/safe-text.ts'
import { readClientConfig } from '../config/client-values.ts'
import { readDaemonConfig } from '../config/daemon-options.ts'
import { unknownVariables } from '../config/layers.ts'
import { type Form, flag } from '../config/kinds.ts'
import { type ReadPlace, readConfig, refuseProblems } from '../config/read.ts'
import type { Settled } from '../config/resolve.ts'
import { type Settings, camel } from '../config/setting.ts'
import { daemonSettings } from '../config/settings.ts'
import { shownValue } from '../config/shown.ts'
import { plainOutput } from '../face/output.ts'
import { table } from '../face/width.ts'

export interface ConfigArguments {
  readonly config?: string | undefined
  readonly json?: boolean | undefined
}

const states: Readonly<Record<ReadPlace['state'], string>> = {
  read: 'read',
  missing: 'not there',
  refused: 'wrong: earshot config check says what',
}

/** Shows which files are read, the one that counts first. */
export async function configPath({ config }: ConfigArguments): Promise<void> {
  const { places } = await readConfig('daemon', daemonSettings, config)
  for (const line of table(places.map(({ path, state }) => [plainText(path), states[state]])))
    plainOutput.say(line)
}

/** Shows every setting of a daemon that would start now. @throws {Exit} usage, where none could */
export async function configShow({ config, json }: ConfigArguments): Promise<void> {
  const { settled, options } = await readDaemonConfig(new Map(), config)
  if (json === true) return plainOutput.say(safeJson(settledAsJson(settled)))
  const known: Readonly<Record<string, unknown>> = { ...options }
  for (const line of table(settled.map((one) => settledRow(one, known[camel(one.name)]))))
    plainOutput.say(line)
}

/** Says whether a daemon could start with all that is configured. @throws {Exit} usage, with all that is wrong */
export async function configCheck({ file }: { readonly file?: string | undefined }): Promise<void> {
  const { settled, places, options } = await readDaemonConfig(new Map(), file)
  if (file === undefined) refuseProblems((await readClientConfig()).problems)
  const { checkNamedFiles } = await import('../daemon/named-files.ts')
  await checkNamedFiles(options, Date.now())
  for (const line of unknownVariables(daemonSettings, process.env)) plainOutput.note(line)
  const read = places.filter(({ state }) => state === 'read').map(({ path }) => plainText(path))
  const count = settled.filter(({ written }) => written !== undefined).length
  const where = read.length === 0 ? 'there is no file' : read.join(' and ')
  plainOutput.say(`ok: ${where}; ${count} ${count === 1 ? 'setting is' : 'settings are'} not the default`)
}

const rows: Settings = daemonSettings

/** Name, value, and who says it. */
export function settledRow(settled: Settled, value: unknown): string[] {
  return [settled.name, shownValue(settled, value), settled.written?.place ?? 'default']
}

/** Each value as TOML would have it. */
export function settledAsJson(settled: readonly Settled[]): object {
  const entries = settled.map(({ name, texts, written }): [string, object] => {
    const { form = 'text' } = rows[name]?.kind ?? {}
    const [text] = texts
    const value = form === 'list' ? texts : text === undefined ? null : valueIn(text, form)
    return [name, { value, by: written?.by ?? 'default', place: written?.place ?? null }]
  })
  return Object.fromEntries(entries)
}

function valueIn(text: string, form: Form): string | number | boolean {
  if (form === 'number') return Number(text)
  return form === 'flag' ? flag.read([text], '') : text
}
