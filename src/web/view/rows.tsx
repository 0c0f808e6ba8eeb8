import { Component, Fragment, type VNode } from 'preact'
import { plainText } from '../../client/safe-text.ts'
import type { Buffer, Line } from '../page/model.ts'
import { comingsText, dayOf, isContinued, timeOfDay } from '../page/words.ts'
import type { Visit } from '../visit.ts'
import { Message } from './message.tsx'
import { Text } from './text.tsx'

interface RowsProps {
  readonly buffer: Buffer
  readonly lines: readonly Line[]
  readonly visit: Visit
}

/** Lines, with the days and what is new marked between them. */
export function Rows({ buffer, lines, visit }: RowsProps): VNode {
  return (
    <>
      {lines.map((line, i) => {
        const before = lines[i - 1]
        const day = dayOf(line.time)
        const isNewDay = before === undefined || dayOf(before.time) !== day
        const isRuler = buffer.ruler === line.n
        return (
          <Fragment key={line.n}>
            {isNewDay && <p class="day">{day}</p>}
            {isRuler && <p class="ruler">new</p>}
            <Row
              line={line}
              buffer={buffer.name}
              isChosen={buffer.chosen === line.n}
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

  render({ line, ...rest }: RowProps): VNode {
    if (line.is === 'message') return <Message line={line} {...rest} />
    const text = line.is === 'comings' ? comingsText(line.comings) : line.text
    const tone = line.is === 'comings' ? 'event' : line.tone
    return (
      <div class={`row ${tone}`} data-n={line.n}>
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
