import { plainText, safeText } from '../../client/safe-text.ts'
import type { Entry } from '../../ops/logs/entry.ts'

/** ECMA-48 §8.3.117: how a text looks on a terminal. */
type Look = 'dim' | 'bold' | 'yellow' | 'red'

const codes: Readonly<Record<Look, number>> = { dim: 2, bold: 1, yellow: 33, red: 31 }

/** How lines of the log are shown: on a terminal calm and in columns, elsewhere with everything a program may look for. */
export interface LogLook {
  readonly isTerminal: boolean
  readonly hasColour: boolean
}

/** What is the same on every line, or has a column of its own. */
const columns: ReadonlySet<string> = new Set(['level', 'time', 'pid', 'boot', 'evt', 'err'])

const eventWidth = 22

/** Entries of the log as rows; it knows of which day and life of the daemon the last one was. */
export class LogRows {
  readonly #look: LogLook
  #chapter = ''

  constructor(look: LogLook) {
    this.#look = look
  }

  rows(entry: Entry): string[] {
    const { fields } = entry
    if (fields === undefined) return [this.#paint('dim', `? ${plainText(entry.line.slice(0, 500))}`)]
    const { isTerminal } = this.#look
    const at = new Date(entry.time)
    const isTime = !Number.isNaN(at.getTime())
    const chapter = isTerminal && isTime ? this.#newChapter(at, fields['boot']) : []
    const time = isTerminal && isTime ? clock(at) : plainText(entry.time)
    const details = Object.entries(isTerminal ? withPort(fields) : fields)
      .filter(([name]) => !columns.has(name))
      .map(([name, value]) => `${this.#paint('dim', `${plainText(name)}=`)}${valueText(value)}`)
    const err = faultOf(fields['err'])
    if (err !== undefined) details.push(`${this.#paint('dim', 'err=')}${valueText(err.what)}`)
    const row = [this.#paint('dim', time), this.#level(entry), this.#event(entry), ...details].join('  ')
    return [...chapter, row.trimEnd(), ...(err?.where ?? []).map((line) => this.#paint('dim', `    ${line}`))]
  }

  /** Numbers of connections begin anew with each life. */
  #newChapter(at: Date, boot: unknown): string[] {
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
    const chapter = typeof boot === 'string' ? `${day}  ${plainText(boot)}` : day
    if (chapter === this.#chapter) return []
    this.#chapter = chapter
    return [this.#paint('dim', `── ${chapter} ──`)]
  }

  #level({ level }: Entry): string {
    const text = (level ?? '?').padEnd(5)
    if (level === 'warn') return this.#paint('yellow', text)
    return level === 'error' || level === 'fatal' ? this.#paint('red', text) : this.#paint('dim', text)
  }

  #event({ evt, level }: Entry): string {
    const text = plainText(evt).padEnd(eventWidth)
    return level === 'info' || level === 'debug' ? text : this.#paint('bold', text)
  }

  #paint(look: Look, text: string): string {
    return this.#look.hasColour ? `\u001b[${codes[look]}m${text}\u001b[0m` : text
  }
}

/** An address with its port, as they are read. */
function withPort(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { port, ...others } = fields
  const { address } = others
  if (typeof address !== 'string' || typeof port !== 'number') return fields
  return { ...others, address: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}` }
}

/** Of a fault its words, and where it was. */
function faultOf(err: unknown): { what: string; where: string[] } | undefined {
  if (err === undefined) return undefined
  if (typeof err !== 'object' || err === null) return { what: JSON.stringify(err), where: [] }
  const of = (name: string): string => {
    const value: unknown = Object.entries(err).find(([key]) => key === name)?.[1]
    return typeof value === 'string' ? value : ''
  }
  const code = of('code') === '' ? '' : ` (${of('code')})`
  const where = of('stack')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return {
    what: `${of('type')}: ${of('message')}${code}`,
    where: where.map((line) => plainText(line.trim())),
  }
}

/** As it would be written without quotes where that can be mistaken for nothing else. */
function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return /^[^\s"=]+$/.test(text) || typeof value !== 'string'
    ? safeText(text)
    : safeText(JSON.stringify(text))
}

function clock(at: Date): string {
  const ms = String(at.getMilliseconds()).padStart(3, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${ms}`
}

const two = (number: number): string => String(number).padStart(2, '0')
