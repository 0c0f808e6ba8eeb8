import { type ClientValues, clientSettings } from './client-settings.ts'
import { readConfig } from './read.ts'
import { type Problem, resolveSettings } from './resolve.ts'

/** What the environment and the files say to own clients. */
export interface ClientConfig {
  readonly values: ClientValues
  /** To be refused by who uses them, and by nobody else. */
  readonly problems: readonly Problem[]
}

/** What holds where nobody says anything. */
export const nothingSaid: ClientConfig = {
  values: resolveSettings(clientSettings, []).values,
  problems: [],
}

/** Reads them. Never throws. */
export async function readClientConfig(): Promise<ClientConfig> {
  const { layers, problems } = await readConfig('client', clientSettings, undefined)
  const resolved = resolveSettings(clientSettings, layers)
  return {
    values: resolved.values,
    problems: [...problems, ...resolved.problems],
  }
}
