import { type EventName, type Level, levels } from '../events.ts'

/** A line of the log as whoever reads it takes it: any file may hold anything. */
export interface Entry {
  /** ISO 8601; empty where the line has none. */
  readonly time: string
  readonly level: Level | undefined
  readonly evt: string
  /** All of it; undefined: the line is no JSON object, such as one that was cut off. */
  readonly fields: Readonly<Record<string, unknown>> | undefined
  readonly line: string
}

/** What somebody wants to see of a log. */
export interface Wanted {
  readonly least?: Level | undefined
  /** The id of a connection. */
  readonly conn?: number | undefined
  readonly events?: ReadonlySet<EventName> | undefined
}

export function parseEntry(line: string): Entry {
  const fields = parsed(line)
  const text = (name: string): string => {
    const value = fields?.[name]
    return typeof value === 'string' ? value : ''
  }
  const level = levels.find((level) => level === fields?.['level'])
  return { time: text('time'), level, evt: text('evt'), fields, line }
}

export function isWanted({ level, evt, fields }: Entry, { least, conn, events }: Wanted): boolean {
  if (least !== undefined && (level === undefined || levels.indexOf(level) < levels.indexOf(least)))
    return false
  if (conn !== undefined && fields?.['conn'] !== conn) return false
  return events === undefined || [...events].some((event) => event === evt)
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
