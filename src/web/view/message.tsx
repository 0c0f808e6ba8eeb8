import type { VNode } from 'preact'
import { plainText } from '../../client/safe-text.ts'
import type { MessageLine } from '../../client/talk/line.ts'
import { withBuffer } from '../page/model.ts'
import { fold } from '../../protocol/casemap.ts'
import { linesOf, timeOfDay } from '../page/words.ts'
import type { Visit } from '../visit.ts'
import { Nick, Text } from './text.tsx'

/** What one can react with at a touch; others are typed on clients that have them. */
const emoji = ['👍', '❤️', '😂', '🎉', '😮', '😢']

interface MessageProps {
  readonly n: number
  readonly line: MessageLine
  readonly buffer: string
  readonly isChosen: boolean
  readonly isContinued: boolean
  readonly visit: Visit
}

/** What somebody said, and what became of it. */
export function Message({ n, line, buffer, isChosen, isContinued, visit }: MessageProps): VNode {
  const { time, display, isMention, redacted, quote, reactions } = line
  const { nick = '', kind, text, ranks } = display
  const classes = ['row', kind ?? 'message']
  if (isMention) classes.push('mention')
  if (isChosen) classes.push('chosen')
  if (isContinued) classes.push('continued')
  const choose = (): void => {
    // Who marks a text to copy it chooses nothing.
    if (getSelection()?.isCollapsed === false) return
    visit.change((page) => withBuffer(page, fold(buffer), (one) => ({ ...one, chosen: n })))
  }
  return (
    <div class={classes.join(' ')} data-n={n} tabIndex={-1} onClick={choose}>
      <time class="time" dateTime={new Date(time).toISOString()}>
        {timeOfDay(time)}
      </time>
      <div class="body">
        {quote !== undefined && (
          <p class="quote" dir="auto">
            <bdi>{plainText(quote.nick)}</bdi>: {linesOf(quote.text).join(' ')}
          </p>
        )}
        <Nick nick={nick} />
        {ranks !== undefined && <span class="mark"> to {plainText(ranks)} only</span>}{' '}
        <div class="text" dir="auto">
          {redacted === undefined ? <Text text={text} /> : <em>{takenBack(redacted)}</em>}
        </div>
        {reactions.size > 0 && (
          <ul class="reactions" aria-label="Reactions">
            {[...reactions].map(([what, who]) => (
              <li
                key={what}
                title={plainText(who.join(', '))}
                class={who.includes(visit.nick) ? 'own' : undefined}
              >
                {plainText(what)} {who.length}
              </li>
            ))}
          </ul>
        )}
        {isChosen && redacted === undefined && display.id !== undefined && (
          <Actions line={line} id={display.id} buffer={buffer} visit={visit} />
        )}
      </div>
    </div>
  )
}

function takenBack({ by, why }: NonNullable<MessageLine['redacted']>): string {
  return plainText(`taken back by ${by}${why === '' ? '' : ` (${why})`}`)
}

interface ActionsProps {
  readonly line: MessageLine
  readonly id: string
  readonly buffer: string
  readonly visit: Visit
}

/** What can be done with a message that was chosen. */
function Actions({ line: { display, reactions }, id, buffer, visit }: ActionsProps): VNode {
  const { nick = '', text, self } = display
  const done = (): void =>
    visit.change((page) => withBuffer(page, fold(buffer), (one) => ({ ...one, chosen: undefined })))
  const answer = (): void =>
    visit.change((page) =>
      withBuffer(page, fold(buffer), (one) => ({ ...one, chosen: undefined, answers: { id, nick, text } })),
    )
  const act = (work: () => void) => (event: Event) => {
    event.stopPropagation()
    work()
  }
  return (
    <div class="actions" role="group" aria-label="This message">
      <button type="button" onClick={act(answer)}>
        Answer
      </button>
      {emoji.map((one) => (
        <button
          key={one}
          type="button"
          aria-label={
            reactions.get(one)?.includes(visit.nick) === true ? `Take ${one} back` : `React with ${one}`
          }
          onClick={act(() => {
            visit.react(buffer, id, one)
            done()
          })}
        >
          {one}
        </button>
      ))}
      {self && (
        <button
          type="button"
          onClick={act(() => {
            visit.want({ type: 'redact', target: buffer, id })
            done()
          })}
        >
          Take back
        </button>
      )}
    </div>
  )
}
