import { dirname } from 'node:path'
import { nearest } from '../../client/nearest.ts'
import { plainText } from '../../client/safe-text.ts'
import { OperatorFileError, readText } from '../../ops/operator-files.ts'
import type { Form } from './kinds.ts'
import type { Layer, Writer, Written } from './layers.ts'
import { lineOf } from './line-of.ts'
import type { Problem } from './resolve.ts'
import { clientSettings } from './client-settings.ts'
import type { Setting, Settings } from './setting.ts'
import { daemonSettings } from './settings.ts'

/** The tables of a file, by their names. */
const tables: Readonly<Record<string, Settings>> = { daemon: daemonSettings, client: clientSettings }

/** What a file says, by table; or what is wrong with it, and then nothing of it counts. */
export interface ConfigFile {
  readonly layers: Readonly<Record<string, Layer>>
  readonly problems: readonly Problem[]
}

/** Reads a file; undefined where there is none. */
export async function readConfigFile(path: string, by: Writer): Promise<ConfigFile | undefined> {
  try {
    return await parseConfig(await readText(path), path, by)
  } catch (error) {
    if (!(error instanceof OperatorFileError)) throw error
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    const isClosed = hasCode(error, 'EACCES')
    const next = isClosed
      ? `it is for everybody:   sudo chmod a+r ${plainText(path)}`
      : `ls -l ${plainText(path)}`
    return { layers: {}, problems: [{ says: error.message, next: [next] }] }
  }
}

/**
 * What a text says. One whose last line has no end is taken for half written: a number or a path that was cut would be
 * another one, and look as right.
 */
export async function parseConfig(text: string, path: string, by: Writer): Promise<ConfigFile> {
  const file = plainText(path)
  if (text !== '' && !text.endsWith('\n')) {
    const says = `${file}: its last line has no end, so it may be half written.`
    return { layers: {}, problems: [{ says, next: [`end it:   echo >> ${file}`] }] }
  }
  const { TomlError, parse } = await import('smol-toml')
  try {
    return tablesIn(parse(text, { integersAsBigInt: 'asNeeded' }), { text, path, file, by })
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const why = plainText(error.message.split('\n')[0] ?? '')
    return { layers: {}, problems: [{ says: `${file}:${error.line}: ${why}.`, next: [] }] }
  }
}

interface Of {
  readonly text: string
  readonly path: string
  /** The path as it may be shown. */
  readonly file: string
  readonly by: Writer
}

function tablesIn(read: Readonly<Record<string, unknown>>, of: Of): ConfigFile {
  const layers: Record<string, Layer> = {}
  const problems: Problem[] = []
  for (const [name, content] of Object.entries(read)) {
    const settings = Object.hasOwn(tables, name) ? tables[name] : undefined
    if (settings === undefined || typeof content !== 'object' || content === null || Array.isArray(content)) {
      problems.push(strayed(name, of))
    } else layers[name] = layerOf(settings, name, { ...content }, of, problems)
  }
  return { layers: problems.length > 0 ? {} : layers, problems }
}

function layerOf(
  settings: Settings,
  table: string,
  content: Readonly<Record<string, unknown>>,
  of: Of,
  problems: Problem[],
): Layer {
  const layer = new Map<string, Written>()
  for (const [name, value] of Object.entries(content)) {
    const place = `${of.file}:${lineOf(of.text, table, name)}`
    const label = `${place}: ${plainText(name)}`
    const row = Object.hasOwn(settings, name) ? settings[name] : undefined
    const texts = row === undefined ? undefined : textsOf(value, row.kind.form)
    if (row === undefined) problems.push(unknown(label, table, name, settings))
    else if (texts === undefined) problems.push(mistyped(label, name, row))
    else layer.set(name, { by: of.by, place, texts, dir: dirname(of.path) })
  }
  return layer
}

/** The value as the environment would have it; undefined where it is of another type. */
function textsOf(value: unknown, form: Form): readonly string[] | undefined {
  const isText = (one: unknown): one is string => typeof one === 'string'
  switch (form) {
    case 'text':
      return isText(value) ? [value] : undefined
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint' ? [String(value)] : undefined
    case 'flag':
      return typeof value === 'boolean' ? [String(value)] : undefined
    case 'list':
      return Array.isArray(value) && value.every(isText) ? value : undefined
  }
}

const forms: Readonly<Record<Form, string>> = {
  text: 'a text in quotes',
  number: 'a whole number without quotes',
  flag: 'true or false, without quotes',
  list: 'a list of texts',
}

function mistyped(label: string, name: string, { kind, example }: Setting): Problem {
  return { says: `${label} is ${forms[kind.form]}.`, next: [`${name} = ${example}`] }
}

function unknown(label: string, table: string, name: string, settings: Settings): Problem {
  const other = Object.keys(tables).find((one) => one !== table && Object.hasOwn(tables[one] ?? {}, name))
  if (other !== undefined)
    return { says: `${label} is no setting of [${table}], but of [${other}].`, next: [] }
  const meant = nearest(name, Object.keys(settings))
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`
  return {
    says: `${label} is no setting.${question}`,
    next: [`all settings:   earshot ${table === 'daemon' ? 'daemon ' : ''}--help`],
  }
}

/** What stands at the top of a file and is no table of it. */
function strayed(name: string, { text, file }: Of): Problem {
  const place = `${file}:${lineOf(text, '', name)}: ${plainText(name)}`
  const home = Object.keys(tables).find((table) => Object.hasOwn(tables[table] ?? {}, name))
  if (home !== undefined)
    return { says: `${place} belongs into a table.`, next: [`[${home}]`, `${name} = ...`] }
  const meant = nearest(name, Object.keys(tables))
  const question = meant === undefined ? ' There are [daemon] and [client].' : ` Did you mean [${meant}]?`
  return { says: `${place} is no table.${question}`, next: [] }
}

function hasCode({ cause }: OperatorFileError, ...codes: string[]): boolean {
  return cause instanceof Error && 'code' in cause && codes.some((code) => code === cause.code)
}
