import { nickColour } from '../client/nick-colour.ts'
import type { Settings } from './model.ts'
import type { Role, Style } from './view/cells.ts'

/** Which parameters of SGR (ECMA-48 §8.3.117) a style has. Only this file knows any. */
type Theme = Readonly<Record<string, string>>

/** As many as `nickColour` tells apart; of 256 colours, with a contrast of at least 4.5 to 1 on the theme's ground. */
const darkNicks = [75, 114, 180, 176, 80, 215, 147, 150, 211, 117, 222, 183]
const lightNicks = [25, 28, 94, 90, 30, 130, 55, 64, 125, 24, 88, 97]

const nicks = (colours: readonly number[]): Theme =>
  Object.fromEntries(colours.map((colour, i) => [`nick${i}`, `38;5;${colour}`]))

const themes: Readonly<Record<Settings['theme'], Theme>> = {
  dark: {
    ...nicks(darkNicks),
    dim: '38;5;245',
    own: '1;38;5;255',
    error: '38;5;210',
    mention: '1;38;5;16;48;5;221',
    event: '38;5;245',
    ruler: '38;5;210',
    link: '4;38;5;117',
    match: '38;5;16;48;5;221',
    bar: '38;5;252;48;5;236',
    barHot: '1;38;5;221;48;5;236',
    barDim: '38;5;246;48;5;236',
    barAlarm: '1;38;5;210;48;5;236',
  },
  light: {
    ...nicks(lightNicks),
    dim: '38;5;242',
    own: '1;38;5;16',
    error: '38;5;124',
    mention: '1;38;5;16;48;5;221',
    event: '38;5;242',
    ruler: '38;5;124',
    link: '4;38;5;25',
    match: '38;5;16;48;5;221',
    bar: '38;5;235;48;5;253',
    barHot: '1;38;5;124;48;5;253',
    barDim: '38;5;240;48;5;253',
    barAlarm: '1;38;5;124;48;5;253',
  },
  mono: {
    dim: '2',
    own: '1',
    error: '1',
    mention: '7',
    event: '2',
    ruler: '1',
    link: '4',
    match: '7',
    bar: '7',
    barHot: '1;7',
    barDim: '7',
    barAlarm: '1;7',
  },
}

/** The 16 colours of IRC (modern.ircdocs.horse/formatting) in those of a terminal. */
const ircColours = [15, 0, 4, 2, 9, 1, 5, 208, 11, 10, 6, 14, 12, 13, 8, 7]

/** The parameters of SGR for a style; empty where nothing is to be set. */
export function sgrOf(name: Settings['theme'], style: Style): string {
  const { role, bold, italic, underline, strike, reverse, colour } = style
  const parts = [themes[name][role] ?? '']
  if (bold === true) parts.push('1')
  if (italic === true) parts.push('3')
  if (underline === true) parts.push('4')
  if (reverse === true) parts.push('7')
  if (strike === true) parts.push('9')
  if (colour !== undefined && name !== 'mono') parts.push(`38;5;${ircColours[colour] ?? 7}`)
  return parts.filter((part) => part !== '').join(';')
}

/** The colour of a nick. */
export const nickRole = (nick: string): Role => `nick${nickColour(nick)}`
