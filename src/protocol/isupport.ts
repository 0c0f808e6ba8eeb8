import type { Limits } from './limits.ts'

interface Facts {
  /** The room's name, as a wire string. */
  readonly network: string
  readonly boot: string
  readonly limits: Limits
}

/** How many tokens a 005 carries at most: with the nick and the text they are 15 parameters (RFC 2812 §2.3). */
const tokensPerLine = 13

/** The RPL_ISUPPORT tokens of this daemon, 13 a line (Modern IRC, "RPL_ISUPPORT Parameters"), in a stable order. */
export function isupport({ network, boot, limits }: Facts): string[][] {
  const tokens = [
    `AWAYLEN=${limits.awayBytes}`,
    'CASEMAPPING=ascii',
    `CHANLIMIT=#:${limits.channelsPerMember}`,
    'CHANMODES=,,,nt',
    `CHANNELLEN=${limits.channelBytes}`,
    'CHANTYPES=#',
    'HOSTLEN=64',
    `KICKLEN=${limits.kickBytes}`,
    `LINELEN=${limits.lineBytes}`,
    `MAXTARGETS=${limits.targets}`,
    `MODES=${limits.modeChanges}`,
    `NAMELEN=${limits.realnameBytes}`,
    `NETWORK=${escapeValue(network)}`,
    `NICKLEN=${limits.nickBytes}`,
    'PREFIX=(ov)@+',
    'SAFELIST',
    `TARGMAX=JOIN:,KICK:${limits.targets},LIST:,NAMES:${limits.targets},NOTICE:${limits.targets},PART:,PRIVMSG:${limits.targets},TAGMSG:${limits.targets},WHOIS:1`,
    `TOPICLEN=${limits.topicBytes}`,
    `USERLEN=${limits.userBytes}`,
    'UTF8ONLY',
    // The life of this daemon: a client that comes back and finds another one knows that earlier messages are gone.
    `earshot/BOOT=${boot}`,
  ]
  const lines: string[][] = []
  for (let i = 0; i < tokens.length; i += tokensPerLine) lines.push(tokens.slice(i, i + tokensPerLine))
  return lines
}

/** Space, backslash and equals sign as `\xHH` (draft-hardy-irc-isupport-00 §3). */
function escapeValue(value: string): string {
  return value.replaceAll(/[ \\=]/g, (char) => `\\x${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
