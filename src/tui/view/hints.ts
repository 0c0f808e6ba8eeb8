import { commands } from '../commands.ts'
import { type Tui, currentOf } from '../model.ts'
import { type Row, type Style, make } from './cells.ts'

const bar: Style = { role: 'bar' }
const hot: Style = { role: 'barHot' }
const pale: Style = { role: 'barDim' }

/** What the bar says instead of where we are, because of what is being done; undefined where nothing is to be said. */
export function hintOf(tui: Tui): Row | undefined {
  const { leavingAt, overlay, completion } = tui
  if (leavingAt !== undefined) return [make(' press Ctrl-C again or /quit to leave ', hot)]
  if (overlay.is === 'select') return [make(' r reply  e react  d take back  c copy  Esc ', hot)]
  if (overlay.is === 'find')
    return [make(overlay.isTyping ? ' Enter: n older  N newer  Esc ' : ' n older  N newer  Esc ', hot)]
  if (overlay.is === 'recall') return [make(' Ctrl-R older  Enter take it  Esc ', hot)]
  if (overlay.is === 'help') return [make(' PgUp  PgDn  any other key closes ', hot)]
  if (completion !== undefined) return choices(completion.choices, completion.at)
  return commandHint(currentOf(tui).editor.text)
}

/** What Tab goes through, from the one that is there on. */
function choices(all: readonly string[], at: number): Row {
  const later = [...all.slice(at), ...all.slice(0, at)]
  return later.map((choice, i) => make(` ${choice.trim()}`, i === 0 ? { ...bar, bold: true } : pale))
}

/** How a command is used that is being typed, or which ones it may become. */
function commandHint(text: string): Row | undefined {
  const [, name = ''] = /^\/(\w*)/.exec(text) ?? []
  if (!text.startsWith('/') || text.startsWith('//')) return undefined
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (known !== undefined)
    return [make(` ${known.usage}`, { ...bar, bold: true }), make(`  ${known.means}`, pale)]
  const names = Object.keys(commands).filter((one) => one.startsWith(name))
  return names.length === 0 ? undefined : [make(` ${names.map((one) => `/${one}`).join(' ')}`, pale)]
}
