import { type ClientValues, clientSettings } from './client-settings.ts'
import { readConfig } from './read.ts'
import { type Problem, type Settled, resolveSettings } from './resolve.ts'

/** What the environment and the files say to own clients. */
export interface ClientConfig {
  readonly values: ClientValues
  readonly settled: readonly Settled[]
  /** To be refused by who uses them, and by nobody else. */
  readonly problems: readonly Problem[]
}

/** What holds where nobody says anything. */
export const nothingSaid: ClientConfig = {
  ...resolveSettings(clientSettings, []),
  problems: [],
}

/** Reads them. Never throws. @param named the file that is read instead of the usual ones */
export async function readClientConfig(named?: string): Promise<ClientConfig> {
  const { layers, problems } = await readConfig('client', clientSettings, named)
  const resolved = resolveSettings(clientSettings, layers)
  return { ...resolved, problems: [...problems, ...resolved.problems] }
}
