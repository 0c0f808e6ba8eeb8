import type { Options } from 'yargs'
import type { Setting, Settings } from './setting.ts'

/**
 * Settings as options. They have no defaults there, only words about them: what the command line does not say may be
 * said elsewhere.
 */
export function yargsOptions(settings: Settings): Record<string, Options> {
  return Object.fromEntries(Object.entries(settings).map(([name, row]) => [name, optionOf(row)]))
}

function optionOf({ kind, group, describe, default: texts = [], otherwise }: Setting): Options {
  const { form, choices } = kind
  const said = otherwise ?? (texts.length > 0 ? texts.join(', ') : undefined)
  return {
    group,
    describe,
    ...(form === 'flag' ? { type: 'boolean' } : { type: 'string', requiresArg: true }),
    ...(form === 'list' ? { array: true } : {}),
    ...(choices === undefined ? {} : { choices }),
    ...(said === undefined || said === 'false' ? {} : { defaultDescription: said }),
  }
}
