import { events, type EventName } from './events.ts'

/** What pino lets through and a terminal or an editor would obey: C1, DEL, bidi and other format controls. */
const unsafe = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A JSON line in which nothing can forge, hide or reorder text: every control, format character, line separator
 * and lone surrogate becomes `\uXXXX`, which JSON reads back as the same text. The line's own LF stays.
 */
export function escapeLine(json: string): string {
  return json.replace(unsafe, (character) => {
    let escaped = ''
    for (let i = 0; i < character.length; i += 1)
      escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
    return escaped
  })
}

/** What every line carries besides the fields of its event. */
const common = new Set(['level', 'time', 'pid', 'boot', 'evt'])

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/**
 * Holds one line of the log (without its LF) against the table of events.
 * @returns what is wrong with it, a sentence each; nothing when it is as docs/log-events.md says
 */
export function checkLine(line: string): string[] {
  const entry = parsed(line)
  if (entry === undefined) return ['not a JSON object']
  // A key that occurs twice, or a character that should be escaped, is lost by this round trip.
  const faults = escapeLine(JSON.stringify(entry)) === line ? [] : ['a key twice, or a character unescaped']
  const { time, pid, boot, evt, level } = entry
  if (typeof time !== 'string' || !isoTime.test(time)) faults.push('time is not ISO 8601')
  if (!Number.isInteger(pid)) faults.push('pid is not a number')
  if (typeof boot !== 'string') faults.push('boot is not text')
  if (!isEvent(evt)) return [...faults, `unknown event ${String(evt)}`]
  const row = events[evt]
  if (level !== row.level) faults.push(`${evt} is ${row.level}, not ${String(level)}`)
  for (const key of Object.keys(entry))
    if (!common.has(key) && !Object.hasOwn(row.fields, key)) faults.push(`${evt} has no field ${key}`)
  return faults
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function isEvent(evt: unknown): evt is EventName {
  return typeof evt === 'string' && Object.hasOwn(events, evt)
}
