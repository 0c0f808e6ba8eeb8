import { plainText, safeJson } from '../../client/safe-text.ts'
import { clientSettings } from '../config/client-settings.ts'
import { readClientConfig } from '../config/client-values.ts'
import { readDaemonConfig } from '../config/daemon-options.ts'
import { unknownVariables } from '../config/layers.ts'
import { type ReadPlace, readConfig, refuseProblems } from '../config/read.ts'
import type { Settled } from '../config/resolve.ts'
import { camel } from '../config/setting.ts'
import { daemonSettings } from '../config/settings.ts'
import { settledAsJson, shownValue } from '../config/shown.ts'
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

/** Shows every setting of a daemon and of a client that would start now. @throws {Exit} usage, where none could */
export async function configShow({ config, json }: ConfigArguments): Promise<void> {
  const daemon = await readDaemonConfig(new Map(), config)
  const client = await readClientConfig(config)
  refuseProblems(client.problems)
  if (json === true) {
    const both = { daemon: settledAsJson(daemon.settled), client: settledAsJson(client.settled) }
    return plainOutput.say(safeJson(both))
  }
  const known: Readonly<Record<string, unknown>> = { ...daemon.options }
  const rows = [
    ['[daemon]'],
    ...daemon.settled.map((one) => settledRow(one, known[camel(one.name)])),
    ['[client]'],
    ...client.settled.map((one) => settledRow(one, one.value)),
  ]
  for (const line of table(rows)) plainOutput.say(line)
}

/** Says whether a daemon could start with all that is configured. @throws {Exit} usage, with all that is wrong */
export async function configCheck({ file }: { readonly file?: string | undefined }): Promise<void> {
  const { settled, places, options } = await readDaemonConfig(new Map(), file)
  refuseProblems((await readClientConfig(file)).problems)
  const { checkNamedFiles } = await import('../daemon/named-files.ts')
  await checkNamedFiles(options, Date.now())
  for (const line of unknownVariables({ ...clientSettings, ...daemonSettings }, process.env))
    plainOutput.note(line)
  const read = places.filter(({ state }) => state === 'read').map(({ path }) => plainText(path))
  const count = settled.filter(({ written }) => written !== undefined).length
  const where = read.length === 0 ? 'there is no file' : read.join(' and ')
  plainOutput.say(`ok: ${where}; ${count} ${count === 1 ? 'setting is' : 'settings are'} not the default`)
}

/** Name, value, and who says it. */
export function settledRow(settled: Settled, value: unknown): string[] {
  return [settled.name, shownValue(settled, value), settled.written?.place ?? 'default']
}
