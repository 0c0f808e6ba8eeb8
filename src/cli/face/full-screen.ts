import { spawn } from 'node:child_process'
import { setFlagsFromString } from 'node:v8'
import type { Display, Model } from '../../client/model.ts'
import { start } from '../../client/register.ts'
import { systemClock } from '../../transport/discovery/clock.ts'
import { usualSettings } from '../../tui/settings.ts'
import { openTerminal } from '../../tui/terminal.ts'
import { FullScreen } from '../../tui/tui.ts'
import type { PlainTime } from './plain.ts'
import type { Said } from '../../tui/editor/said.ts'
import type { Settings } from '../../tui/model.ts'

/** What `join` was told of its face. */
export interface FaceArguments {
  readonly plain?: boolean | undefined
  readonly mouse?: boolean | undefined
  readonly theme?: string | undefined
  readonly time?: PlainTime | undefined
  readonly typing?: boolean | undefined
  readonly notices?: Settings['notices'] | undefined
  readonly keepHistory?: boolean | undefined
  readonly highlight?: string | undefined
  readonly onHighlight?: string | undefined
}

/** The full screen on the terminal of this process, not open yet. `said` is what was said before, to be looked through. */
export function fullScreen(argv: FaceArguments, channel: string, said: Said): FullScreen {
  stayLight()
  const { stdin, stdout, env } = process
  const nobody = { nick: '', user: '', realname: '', channels: [] }
  const room: Model = start(nobody, Date.now()).model
  return new FullScreen({
    terminal: openTerminal(stdin, stdout),
    clock: systemClock,
    now: Date.now,
    channel,
    said,
    room,
    settings: settingsOf(argv, stdout.getColorDepth()),
    isBidi: env['VTE_VERSION'] !== undefined || env['KONSOLE_VERSION'] !== undefined,
    notify: notifier(argv.onHighlight),
  })
}

/**
 * Under a flood V8 lets the young generation grow to 48 MB, and never gives them back: a screen that is open all day has them
 * for a few ms of CPU. It may not grow from now on.
 */
function stayLight(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** NO_COLOR (no-color.org) and terminals of few colours have none of ours. */
function settingsOf(argv: FaceArguments, depth: number): Settings {
  const { mouse, theme, time, typing, notices, highlight = '' } = argv
  // Some terminals say their colours as `text;ground`: 7 and 15 are light.
  const isLight = /;(?:7|15)$/.test(process.env['COLORFGBG'] ?? '')
  const usual = isLight ? 'light' : 'dark'
  const asked = theme === 'light' || theme === 'mono' || theme === 'dark' ? theme : usual
  return {
    ...usualSettings,
    theme: depth < 8 ? 'mono' : asked,
    // The screen has a place for it.
    time: time === undefined || time === 'end' ? usualSettings.time : time,
    typing: typing !== false,
    notices: notices ?? usualSettings.notices,
    mouse: mouse !== false,
    highlight: highlight.split(',').filter(Boolean),
  }
}

/**
 * Runs the command of --on-highlight, one at a time: what is said for us while it runs starts no other. What was said is in
 * its environment and never in its text, so that nobody else writes a part of it.
 */
function notifier(command: string | undefined): (display: Display) => void {
  let isRunning = false
  return ({ nick = '', channel = '', text }) => {
    if (command === undefined || isRunning) return
    isRunning = true
    const said = { EARSHOT_SENDER: nick, EARSHOT_BUFFER: channel, EARSHOT_MESSAGE: text }
    const values = Object.entries(said).map(([key, value]) => [key, value.replaceAll('\0', '')])
    const env = { ...process.env, ...Object.fromEntries(values) }
    const child = spawn(command, { shell: true, stdio: 'ignore', env, detached: true })
    const ended = (): void => {
      isRunning = false
    }
    child.on('error', ended).on('exit', ended)
    child.unref()
  }
}
