import type { MessageLine } from '../client/talk/line.ts'
import { fold } from '../protocol/casemap.ts'
import { shownBuffer, told, withOpened, withoutBuffer } from './buffers.ts'
import type { Asked } from './commands.ts'
import { type TuiEffect, type Updated, done } from './events.ts'
import { find } from './find.ts'
import { type Tui, currentOf } from './model.ts'
import { reactIntent } from '../client/talk/on-messages.ts'
import { findBack, lineAt } from '../client/talk/scrollback.ts'
import { settingLines, withSetting } from './settings.ts'
import { linksIn } from './view/format.ts'

/** Links that `/links` shows. */
const mostLinks = 20

/**
 * The commands that are the screen's own.
 * @param chosen the msgid of the message that they are about, where one was chosen
 */
export function askedOfScreen(tui: Tui, asked: Asked, chosen: string | undefined): Updated {
  const { name, key, lines } = currentOf(tui)
  switch (asked.do) {
    case 'query': {
      const next = shownBuffer(withOpened(tui, asked.nick, 0), fold(asked.nick))
      const say: TuiEffect = { do: 'want', intent: { type: 'say', target: asked.nick, text: asked.text } }
      return asked.text === '' ? done(next) : done(next, say)
    }
    case 'reply': {
      const id = chosen ?? lastMessage(tui, false)?.display.id
      if (id === undefined) return done(told(tui, 'there is nothing to answer', 'error'))
      return done(tui, { do: 'want', intent: { type: 'say', target: name, text: asked.text, answers: id } })
    }
    case 'react': {
      const id = chosen ?? lastMessage(tui, false)?.display.id
      if (id === undefined) return done(told(tui, 'there is nothing to react to', 'error'))
      return done(tui, { do: 'want', intent: reactIntent(lines, id, name, asked.text, tui.room.nick) })
    }
    case 'redact': {
      const id = lastMessage(tui, true)?.display.id
      if (id === undefined) return done(told(tui, 'there is nothing of yours to take back', 'error'))
      const reason = asked.why === '' ? {} : { reason: asked.why }
      return done(tui, { do: 'want', intent: { type: 'redact', target: name, id, ...reason } })
    }
    case 'find':
      return done(find(tui, asked.query))
    case 'links':
      return done(links(tui))
    case 'set':
      return set(tui, asked.name, asked.value)
    default:
      return name.startsWith('#') && tui.room.channels.has(key)
        ? done(tui, { do: 'want', intent: { type: 'part', channel: name } })
        : done(withoutBuffer(tui, key))
  }
}

function lastMessage(tui: Tui, isOwn: boolean): MessageLine | undefined {
  const { lines } = currentOf(tui)
  const number = findBack(
    lines,
    (line) =>
      line.is === 'message' &&
      line.display.self === isOwn &&
      line.redacted === undefined &&
      line.display.id !== undefined,
  )
  const line = number === undefined ? undefined : lineAt(lines, number)
  return line?.is === 'message' ? line : undefined
}

function links(tui: Tui): Tui {
  const { lines } = currentOf(tui)
  const found: string[] = []
  findBack(lines, (line) => {
    if (line.is === 'message') found.push(...linksIn(line.display.text).reverse())
    return found.length >= mostLinks
  })
  if (found.length === 0) return told(tui, 'no addresses here')
  return found.slice(0, mostLinks).reduceRight((next, link) => told(next, link), tui)
}

function set(tui: Tui, name: string, value: string): Updated {
  if (name === '') return done(settingLines(tui.settings).reduce((next, line) => told(next, line), tui))
  const settings = withSetting(tui.settings, name, value)
  if (typeof settings === 'string') return done(told(tui, settings, 'error'))
  const effects: TuiEffect[] = []
  if (settings.mouse !== tui.settings.mouse) effects.push({ do: 'mouse', isOn: settings.mouse })
  if (settings.theme !== tui.settings.theme) effects.push({ do: 'redraw' })
  return done({ ...tui, settings }, ...effects)
}
