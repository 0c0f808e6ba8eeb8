import type { Display } from '../client/model.ts'
import { plainText } from '../client/safe-text.ts'

/** The ways in which terminals take a notice for the desktop, by their number of OSC. */
const forms = {
  /** iTerm2, Windows Terminal, ConEmu, kitty, foot. */
  osc9: (title: string, text: string) => `9;${title}: ${text}`,
  /** urxvt, foot, ghostty, terminals of VTE. */
  osc777: (title: string, text: string) => `777;notify;${title};${text}`,
  /** kitty ("Desktop notifications"). */
  osc99: (title: string, text: string) => `99;;${title}: ${text}`,
}

export type NoticeForm = keyof typeof forms

/** A notice is a line or two. */
const mostUnits = 200

/** What makes a terminal show on the desktop what somebody said for us: of letters that act on nothing. */
export function noticeOf(form: NoticeForm, { nick = '', channel = '', text }: Display): string {
  const isDirect = !channel.startsWith('#')
  const title = plain(isDirect ? nick : `${nick} in ${channel}`).replaceAll(';', ',')
  return `\x1b]${forms[form](title, plain(text))}\x1b\\`
}

function plain(text: string): string {
  const line = plainText(text.replaceAll('\n', ' '))
  return line.length > mostUnits ? `${line.slice(0, mostUnits).replace(/\p{Surrogate}$/u, '')}…` : line
}
