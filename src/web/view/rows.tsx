import { Component, Fragment, type VNode } from 'preact'
import { plainText } from '../../client/safe-text.ts'
import type { Line } from '../../client/talk/line.ts'
import { lineAt } from '../../client/talk/scrollback.ts'
import type { Buffer } from '../page/model.ts'
import { comingsText, dayOf, isContinued, timeOfDay } from '../page/words.ts'
import type { Visit } from '../visit.ts'
import { Message } from './message.tsx'
import { Text } from './text.tsx'

interface RowsProps {
  readonly buffer: Buffer
  /** The numbers of the first and the last one. */
  readonly first: number
  readonly last: number
  readonly visit: Visit
}

/** Lines, with the days and what is new marked between them. */
export function Rows({ buffer, first, last, visit }: RowsProps): VNode {
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return (
    <>
      {numbers.map((n) => {
        const line = lineAt(buffer.lines, n)
        if (line === undefined) return null
        const before = n === first ? undefined : lineAt(buffer.lines, n - 1)
        const day = dayOf(line.time)
        const isNewDay = before === undefined || dayOf(before.time) !== day
        const isRuler = buffer.ruler === n
        return (
          <Fragment key={n}>
            {isNewDay && <p class="day">{day}</p>}
            {isRuler && <p class="ruler">new</p>}
            <Row
              n={n}
              line={line}
              buffer={buffer.name}
              isChosen={buffer.chosen === n}
              isContinued={
                !isNewDay &&
                !isRuler &&
                line.is === 'message' &&
                before?.is === 'message' &&
                isContinued(before, line)
              }
              visit={visit}
            />
          </Fragment>
        )
      })}
    </>
  )
}

interface RowProps {
  readonly n: number
  readonly line: Line
  readonly buffer: string
  readonly isChosen: boolean
  readonly isContinued: boolean
  readonly visit: Visit
}

/** One line. Drawn again only where it changed: there may be hundreds. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { line, isChosen, isContinued } = this.props
    return next.line !== line || next.isChosen !== isChosen || next.isContinued !== isContinued
  }

  render({ n, line, ...rest }: RowProps): VNode {
    if (line.is === 'message') return <Message n={n} line={line} {...rest} />
    const text = line.is === 'comings' ? comingsText(line.comings) : line.text
    const tone = line.is === 'comings' ? 'event' : line.tone
    return (
      <div class={`row ${tone}`} data-n={n}>
        <time class="time" dateTime={new Date(line.time).toISOString()}>
          {timeOfDay(line.time)}
        </time>
        <div class="text" dir="auto">
          {line.is === 'comings' ? plainText(text) : <Text text={text} />}
        </div>
      </div>
    )
  }
}
