import { upper } from './casemap.ts'

/**
 * One IRC line as data (RFC 1459 §2.3.1, Modern IRC "Message Format", IRCv3 message-tags).
 * In the daemon every string here is a wire string: its character codes are the bytes, so that
 * `length` counts bytes and UTF-8 passes through untouched. Clients parse decoded text instead;
 * nothing in this file cares which.
 */
export interface Message {
  /** Tags without their `@`, values unescaped; undefined when the line has none. */
  readonly tags?: ReadonlyMap<string, string> | undefined
  readonly source?: string | undefined
  /** In upper case, as far as it is ASCII. */
  readonly command: string
  readonly params: readonly string[]
}

/**
 * Whether it holds what may not stand in any parameter, source or tag, and ends a line or a string for somebody. Three
 * searches, because they cost a third of what a RegExp does.
 */
function breaksLine(text: string): boolean {
  return text.includes('\n') || text.includes('\r') || text.includes('\0')
}

/**
 * Reads one line without its line end. Never throws: an empty or blank line gives `undefined`,
 * everything else some message, whose command may be unknown. Bounded by the length of the line.
 */
export function parse(line: string): Message | undefined {
  let at = 0
  let tags: Map<string, string> | undefined
  if (line.charCodeAt(0) === 64 /* @ */) {
    const end = endOfWord(line, 1)
    tags = parseTags(line.slice(1, end))
    at = skipSpaces(line, end)
  }
  let source: string | undefined
  if (line.charCodeAt(at) === 58 /* : */) {
    const end = endOfWord(line, at + 1)
    source = line.slice(at + 1, end)
    at = skipSpaces(line, end)
  }
  at = skipSpaces(line, at)
  const end = endOfWord(line, at)
  if (end === at) return undefined
  const command = upper(line.slice(at, end))
  return { tags, source, command, params: parseParams(line, skipSpaces(line, end)) }
}

function parseParams(line: string, start: number): string[] {
  const params: string[] = []
  let at = start
  while (at < line.length) {
    if (line.charCodeAt(at) === 58 /* : */) {
      params.push(line.slice(at + 1))
      break
    }
    const end = endOfWord(line, at)
    params.push(line.slice(at, end))
    at = skipSpaces(line, end)
  }
  return params
}

/** The last of equal keys wins (IRCv3 message-tags). */
function parseTags(text: string): Map<string, string> {
  const tags = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    let end = text.indexOf(';', at)
    if (end === -1) end = text.length
    const equals = text.indexOf('=', at)
    if (equals === -1 || equals > end) {
      if (end > at) tags.set(text.slice(at, end), '')
    } else if (equals > at) {
      tags.set(text.slice(at, equals), unescapeTagValue(text.slice(equals + 1, end)))
    }
    at = end + 1
  }
  return tags
}

/**
 * Writes one line without its line end.
 * @throws {RangeError} where a part would end the line early or be read back as another part: CR, LF or
 *   NUL anywhere, a space or a leading colon in any but the last parameter, an empty one before the last.
 *   This is the one choke point against line injection; who relays remote text relies on it.
 */
export function serialize(message: Message): string {
  const head = serializeTags(message.tags)
  return head === '' ? serializeUntagged(message) : `@${head} ${serializeUntagged(message)}`
}

/** As `serialize`, without the tags: the form that the 512 bytes of a line are counted on. */
export function serializeUntagged({ source, command, params }: Message): string {
  let line = source === undefined ? command : `:${source} ${command}`
  if (!isMiddle(command) || command.startsWith('@') || (source ?? '').includes(' ')) {
    throw new RangeError('a command that is none, or a source with a space, cannot be sent')
  }
  const textAt = mustTrail(source, command)
  for (const [i, param] of params.entries()) {
    const plain = isMiddle(param)
    if (plain && (i < params.length - 1 || i < textAt)) line += ` ${param}`
    else if (i === params.length - 1) line += ` :${param}`
    else throw new RangeError('only the last parameter may be empty, hold a space or begin with a colon')
  }
  if (breaksLine(line)) throw new RangeError('a line may not hold CR, LF or NUL')
  return line
}

/** Whether it can stand where a space or a leading colon would mean something else. */
function isMiddle(text: string): boolean {
  return text !== '' && text.charCodeAt(0) !== 58 /* : */ && !text.includes(' ')
}

/** Where the text of a verb stands: the last parameter from this one on has its colon, needed or not. */
const texts: ReadonlyMap<string, number> = new Map([
  ['PRIVMSG', 1],
  ['NOTICE', 1],
  ['PART', 1],
  ['TOPIC', 1],
  ['RENAME', 2],
  ['KICK', 2],
  ['REDACT', 2],
  ['KILL', 1],
  ['JOIN', 2],
  ['QUIT', 0],
  ['AWAY', 0],
  ['SETNAME', 0],
  ['WALLOPS', 0],
  ['ERROR', 0],
  ['PONG', 1],
  ['CAP', 2],
])

/**
 * Servers send text with its colon always, a word too, and simple clients look for it: `353 me = #c :@me`. A numeric's
 * last parameter has it whatever it is, as with other servers. To a server nobody needs it.
 */
function mustTrail(source: string | undefined, command: string): number {
  if (source === undefined && command !== 'PRIVMSG' && command !== 'NOTICE') return Number.POSITIVE_INFINITY
  const first = command.charCodeAt(0)
  return first >= 48 && first <= 57 ? 0 : (texts.get(command) ?? Number.POSITIVE_INFINITY)
}

/** The tag section without `@`; empty when there are none. Values are escaped; keys with CR, LF, NUL, `;`, `=` or a space throw. */
export function serializeTags(tags: ReadonlyMap<string, string> | undefined): string {
  if (tags === undefined || tags.size === 0) return ''
  let text = ''
  for (const [key, value] of tags) {
    if (key === '' || /[\0\r\n ;=]/.test(key))
      throw new RangeError('a tag key may not hold space, ;, =, CR, LF or NUL')
    if (value.includes('\0')) throw new RangeError('a tag value may not hold NUL')
    text += `${text === '' ? '' : ';'}${key}${value === '' ? '' : `=${escapeTagValue(value)}`}`
  }
  return text
}

const tagEscapes: readonly (readonly [raw: string, escape: string])[] = [
  ['\\', '\\\\'],
  [';', '\\:'],
  [' ', '\\s'],
  ['\r', '\\r'],
  ['\n', '\\n'],
]

/** IRCv3 message-tags, "Escaping values". */
export function escapeTagValue(value: string): string {
  let escaped = value
  for (const [raw, escape] of tagEscapes) if (escaped.includes(raw)) escaped = escaped.replaceAll(raw, escape)
  return escaped
}

/** The reverse; an unknown escape gives the character itself, a lone backslash at the end gives nothing. */
export function unescapeTagValue(value: string): string {
  let at = value.indexOf('\\')
  if (at === -1) return value
  let text = ''
  let from = 0
  while (at !== -1) {
    text += value.slice(from, at)
    const mark = value.charAt(at + 1)
    text += mark === ':' ? ';' : mark === 's' ? ' ' : mark === 'r' ? '\r' : mark === 'n' ? '\n' : mark
    from = at + 2
    at = value.indexOf('\\', from)
  }
  return text + value.slice(from)
}

function endOfWord(line: string, from: number): number {
  const end = line.indexOf(' ', from)
  return end === -1 ? line.length : end
}

function skipSpaces(line: string, from: number): number {
  let at = from
  while (line.charCodeAt(at) === 32) at++
  return at
}
