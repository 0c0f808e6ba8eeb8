import { Fragment, type VNode } from 'preact'
import { linked } from '../../client/links.ts'
import { nickColour } from '../../client/nick-colour.ts'
import { plainText } from '../../client/safe-text.ts'
import { linesOf } from '../page/words.ts'

/** Somebody else's text: safe, with links to follow. */
export function Text({ text }: { text: string }): VNode {
  return (
    <>
      {linesOf(text).map((line, i) => (
        <Fragment key={i}>
          {i > 0 && <br />}
          {linked(line).map((run, j) =>
            run.href === undefined ? (
              run.text
            ) : (
              <a key={j} href={run.href} target="_blank" rel="noopener noreferrer">
                {run.text}
              </a>
            ),
          )}
        </Fragment>
      ))}
    </>
  )
}

/** A nick in its colour. */
export function Nick({ nick }: { nick: string }): VNode {
  return <bdi class={`nick n${nickColour(nick)}`}>{plainText(nick)}</bdi>
}
