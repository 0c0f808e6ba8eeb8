import { plainText } from '../../client/safe-text.ts'
import type { Settled } from './resolve.ts'
import type { Settings } from './setting.ts'
import { daemonSettings } from './settings.ts'

const rows: Settings = daemonSettings

/** A value as people write it, a path with its directory; in brackets what holds where none is written. No value is a secret. */
export function shownValue({ name, texts }: Settled, value: unknown): string {
  const shown = typeof value === 'string' ? value : texts.join(', ')
  return plainText(shown === '' ? `(${rows[name]?.otherwise ?? 'nothing'})` : shown)
}
