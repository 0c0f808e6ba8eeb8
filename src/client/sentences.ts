/**
 * What the daemon's answers read like to a person: the sentence that a numeric's parameters make, without the first,
 * which is us; undefined is for what nobody needs to see.
 */
type Sentence = (...params: string[]) => string | undefined

const unsaid: Sentence = () => undefined

/** What stands in no row reads as its parameters. */
const sentences: Readonly<Record<string, Sentence>> = {
  // Greetings and statistics.
  '002': unsaid,
  '003': unsaid,
  '004': unsaid,
  '251': unsaid,
  '252': unsaid,
  '253': unsaid,
  '254': unsaid,
  '255': unsaid,
  '265': unsaid,
  '266': unsaid,
  '375': unsaid,
  '376': unsaid,
  '422': unsaid,
  // Beginnings and ends of lists, and dates.
  '219': unsaid,
  '315': unsaid,
  '318': unsaid,
  '321': unsaid,
  '323': unsaid,
  '329': unsaid,
  '333': unsaid,
  '365': unsaid,
  '374': unsaid,
  // A daemon has one room, and that is where we are.
  '312': unsaid,

  '900': (_mask, account) => `logged in as ${account}`,
  '901': (_mask, text) => text,
  '903': unsaid,
  '301': (nick, text) => `${nick} is away: ${text}`,
  '311': (nick, user, host, _star, realname) => `${nick} is ${realname} (${user}@${host})`,
  '317': (nick, idle, since) => `${nick} ${activeAgo(Number(idle))}${here(Number(since))}`,
  '319': (nick, channels) => `${nick} is in ${channels.trim()}`,
  '322': (channel, members, topic) => `${channel} (${members})${topic === '' ? '' : `: ${topic}`}`,
  '324': (channel, ...modes) => `modes of ${channel}: ${modes.join(' ')}`,
  '331': (channel) => `${channel} has no topic`,
  '341': (nick, channel) => `${nick} was invited to ${channel}`,
  '391': (_server, _seconds, time) => time,
  '704': (_subject, text) => text,
  '705': (_subject, text) => text,
  '706': unsaid,
  // Standard replies that are no error: what they are about, and the text.
  NOTE: (_command, _code, ...about) => about.join(': '),
  WARN: (_command, _code, ...about) => about.join(': '),
  '352': (_channel, user, host, _server, nick, flags, rest) => whoRow(nick, flags, rest, `${user}@${host}`),
}

/** The sentence of a numeric, or of a standard reply; undefined where it is not to be said. */
export function sentenceOf(code: string, params: readonly string[]): string | undefined {
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  // A server that leaves parameters out is told as it is.
  if (sentence === undefined || params.length < sentence.length) return params.join(' ')
  return sentence(...params)
}

/** RPL_WHOREPLY: `annie (@, here) root on vm`. `rest` begins with how many servers are between us. */
function whoRow(nick: string, flags: string, rest: string, mask: string): string {
  const presence = flags.startsWith('G') ? 'away' : 'here'
  const ranks = flags.replace(/^[HG]\*?/, '')
  return `${nick} (${ranks === '' ? '' : `${ranks}, `}${presence}) ${rest.replace(/^\d+ ?/, '') || mask}`
}

function activeAgo(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (!(minutes >= 1)) return 'was active just now'
  return `was active ${minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`} ago`
}

function here(seconds: number): string {
  const since = new Date(seconds * 1_000)
  if (Number.isNaN(since.getTime())) return ''
  return `, here since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
