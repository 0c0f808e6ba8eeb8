import type { Event, Log, Round } from './events.ts'

/**
 * A round as a story: one event a line, 10 ms after the one before, `<client> <kind> ...`. A msgid is a letter for the
 * life and its seq; a message is its token, text and all. Said of the channel #a where no line ends with `in #b`.
 *
 *     ann connected b          ann joined b1          ann sent hi           ann echoed hi b3
 *     ann disconnected         ann left b9            bob shown b3 hi       bob gap
 *     ann settled              ann named annie
 *
 * After the token of a shown message, `from eve`, `as bye` and `time 5` say what is strange about it.
 */
export function story(lines: readonly string[], rest: Partial<Omit<Round, 'logs'>> = {}): Round {
  const senders = new Map<string, string>()
  const logs = new Map<string, { client: string; events: Event[] }>()
  lines.forEach((line, i) => {
    const [client = '', ...words] = line.split(' ')
    if (words[0] === 'sent') senders.set(words[1] ?? '', client)
    const log = logs.get(client) ?? { client, events: [{ at: 0, kind: 'named', nick: client }] }
    log.events.push(eventOf(words, (i + 1) * 10, senders))
    logs.set(client, log)
  })
  const told: readonly Log[] = [...logs.values()]
  return { logs: told, keeps: 100, ...rest }
}

function eventOf(words: readonly string[], at: number, senders: ReadonlyMap<string, string>): Event {
  const [kind, first = '', second = ''] = words
  const channel = after(words, 'in') ?? '#a'
  switch (kind) {
    case 'connected':
      return { at, kind, life: first }
    case 'disconnected':
      return { at, kind }
    case 'named':
      return { at, kind, nick: first }
    case 'joined':
      return { at, kind, channel, msgid: msgidOf(first) }
    case 'left':
      return { at, kind, channel, ...(/^[a-z]\d/.test(first) ? { msgid: msgidOf(first) } : {}) }
    case 'sent':
      return { at, kind, channel, token: first, text: first }
    case 'echoed':
      return { at, kind, channel, token: first, msgid: msgidOf(second) }
    case 'shown': {
      const sender = after(words, 'from') ?? senders.get(second) ?? 'nobody'
      const time = Number(after(words, 'time') ?? first.slice(1))
      const text = after(words, 'as') ?? second
      return { at, kind, channel, msgid: msgidOf(first), sender, token: second, text, time, via: 'live' }
    }
    case 'gap':
      return { at, kind, channel }
    case 'settled':
      return { at, kind, since: at - 1 }
    default:
      throw new Error(`no such event: ${words.join(' ')}`)
  }
}

const msgidOf = (word: string): string => `${word.slice(0, 1)}-${Number(word.slice(1)).toString(36)}`

function after(words: readonly string[], word: string): string | undefined {
  const i = words.indexOf(word)
  return i === -1 ? undefined : words[i + 1]
}
