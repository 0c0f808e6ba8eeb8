import type { Limits } from './limits.ts'
import { chanmodes, prefix } from './modes.ts'

/** How many bytes of each are always taken. */
export interface LongestTexts {
  readonly away: number
  readonly kick: number
  readonly topic: number
}

interface Facts {
  /** The room's name, as a wire string. */
  readonly network: string
  readonly boot: string
  readonly limits: Limits
  readonly longest: LongestTexts
}

/** How many tokens a 005 carries at most: with the nick and the text they are 15 parameters (RFC 2812 §2.3). */
const tokensPerLine = 13

/** How long they are together at most: the longest source, nick and text still fit beside them. */
const bytesPerLine = 340

/** The RPL_ISUPPORT tokens of this daemon in lines of 13 (Modern IRC, "RPL_ISUPPORT Parameters"), in a stable order. */
export function isupport({ network, boot, limits, longest }: Facts): string[][] {
  const tokens = [
    // IRCv3 account-extban.
    'ACCOUNTEXTBAN=a',
    `AWAYLEN=${longest.away}`,
    'BOT=B',
    'CASEMAPPING=ascii',
    `CHANLIMIT=#:${limits.channelsPerMember}`,
    `CHANMODES=${chanmodes}`,
    `CHANNELLEN=${limits.channelBytes}`,
    'CHANTYPES=#',
    `CHATHISTORY=${limits.historyPerRequest}`,
    'ELIST=CMNTU',
    'EXCEPTS=e',
    'EXTBAN=,am',
    `HOSTLEN=${limits.hostBytes}`,
    'INVEX=I',
    `KEYLEN=${limits.keyBytes}`,
    `KICKLEN=${longest.kick}`,
    `LINELEN=${limits.lineBytes}`,
    `MAXLIST=${chanmodes.split(',')[0]}:${limits.listModes}`,
    `MAXTARGETS=${limits.targets}`,
    `MODES=${limits.modeChanges}`,
    `MONITOR=${limits.monitored}`,
    'MSGREFTYPES=msgid,timestamp',
    `NAMELEN=${limits.realnameBytes}`,
    `NETWORK=${escapeValue(network)}`,
    `NICKLEN=${limits.nickBytes}`,
    `PREFIX=${prefix}`,
    'SAFELIST',
    'STATUSMSG=@+',
    `TARGMAX=JOIN:,KICK:${limits.targets},LIST:${limits.targets},MONITOR:,NAMES:${limits.targets},NOTICE:${limits.targets},PART:,PRIVMSG:${limits.targets},TAGMSG:${limits.targets},WHOIS:1,WHOWAS:1`,
    `TOPICLEN=${longest.topic}`,
    `USERLEN=${limits.userBytes}`,
    'UTF8ONLY',
    'WHOX',
    // The life of this daemon: a client that comes back and finds another one knows that earlier messages are gone.
    `earshot/BOOT=${boot}`,
  ]
  return inLines(tokens)
}

function inLines(tokens: readonly string[]): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let bytes = 0
  for (const token of tokens) {
    if (line.length === tokensPerLine || (line.length > 0 && bytes + token.length > bytesPerLine)) {
      lines.push(line)
      line = []
      bytes = 0
    }
    line.push(token)
    bytes += 1 + token.length
  }
  return [...lines, line]
}

/**
 * Space, backslash, equals sign and controls as `\xHH` (draft-hardy-irc-isupport-00 §3). UTF-8 stays as it is, although
 * the grammar is ASCII: clients that show NETWORK take it raw, and few undo an escape of more than one byte.
 */
function escapeValue(value: string): string {
  return value.replaceAll(/[\0-\x20\x7f\\=]/g, (char) => {
    return `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}
