import { readTyped } from '../client/slash.ts'
import { fold } from '../protocol/casemap.ts'
import { shownBuffer, told, withOpened } from './buffers.ts'
import { type Asked, commands } from './commands.ts'
import { emptyEditor } from './editor/editor.ts'
import { remembered } from './editor/history.ts'
import { type TuiEffect, type Updated, done } from './events.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'
import { askedOfScreen } from './do-command.ts'
import { following } from './scroll.ts'
import type { Typed } from '../client/slash.ts'

/** More lines than this are asked about before they are said. */
const askFrom = 6

/** Enter: what is typed is said or done. */
export function entered(tui: Tui): Updated {
  const { text } = currentOf(tui).editor
  if (text.trim() === '') return tui.network.is === 'away' ? done(tui, { do: 'retry' }) : done(tui)
  const lines = text.split('\n').length
  if (lines >= askFrom)
    return done({ ...tui, overlay: { is: 'confirm', question: `Send ${lines} lines?`, text } })
  return said(tui, text)
}

/** Says it without asking. What is not there to be said to is told, and nothing is lost. */
export function said(tui: Tui, text: string): Updated {
  const buffer = currentOf(tui)
  const typed = readTyped<Asked | Typed>(text, buffer.name, commands)
  if (typed.do === 'wrong') return done(told(tui, typed.why, 'error'))
  const cleared = withCurrent(tui, (one) => ({
    ...one,
    editor: emptyEditor,
    history: remembered(one.history, text),
    answers: undefined,
    ruler: undefined,
  }))
  return act({ ...following(cleared), typingAt: undefined }, typed, buffer.answers?.id)
}

function act(tui: Tui, typed: Asked | Typed, answers: string | undefined): Updated {
  switch (typed.do) {
    case 'want': {
      const { intent } = typed
      if (intent.type !== 'say') return done(tui, typed)
      const isHere = fold(intent.target) === tui.current
      const effect: TuiEffect =
        isHere && answers !== undefined ? { do: 'want', intent: { ...intent, answers } } : typed
      // What is said to one person has its own buffer.
      return done(isHere ? tui : withOpened(tui, intent.target, 0), effect)
    }
    case 'talk-in': {
      const name = [typed.target, `#${typed.target}`].find((one) =>
        tui.buffers.some(({ key }) => key === fold(one)),
      )
      return done(
        name === undefined
          ? told(tui, `you are not in ${typed.target}; /join ${typed.target}`, 'error')
          : shownBuffer(tui, fold(name)),
      )
    }
    case 'names':
      return done({ ...tui, settings: { ...tui.settings, names: true } }, namesEffect(tui))
    case 'help':
      return done({ ...tui, overlay: { is: 'help', top: 0 } })
    case 'nothing':
    case 'wrong':
      return done(tui)
    default:
      return askedOfScreen(tui, typed, answers)
  }
}

function namesEffect(tui: Tui): TuiEffect {
  return { do: 'want', intent: { type: 'ask', message: { command: 'WHO', params: [currentOf(tui).name] } } }
}
