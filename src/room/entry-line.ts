import type { Entry } from './entry.ts'

/** Tags are a map, which JSON does not know. */
type Tags = readonly (readonly [key: string, value: string])[]

/** An entry as a line of JSON without a line end, for another process that runs it too. */
export function saveEntry(entry: Entry): string {
  if (entry.type !== 'line') return JSON.stringify(entry)
  const { message, ...rest } = entry
  const { tags, source, command, params } = message
  return JSON.stringify({ ...rest, message: { tags: tags && [...tags], source, command, params } })
}

/** The reverse. @throws {Error} for a line that `saveEntry` did not write */
export function loadEntry(text: string): Entry {
  const saved: SavedEntry = JSON.parse(text)
  if (saved.type !== 'line') return saved
  const { message, ...rest } = saved
  return { ...rest, message: { ...message, tags: message.tags && new Map(message.tags) } }
}

type LineEntry = Extract<Entry, { readonly type: 'line' }>

type SavedEntry =
  | Exclude<Entry, LineEntry>
  | (Omit<LineEntry, 'message'> & {
      readonly message: Omit<LineEntry['message'], 'tags'> & { readonly tags?: Tags | undefined }
    })
