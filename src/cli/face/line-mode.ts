import type { Conversation } from '../../client/conversation.ts'
import type { Display, Model } from '../../client/model.ts'
import { plainText } from '../../client/safe-text.ts'
import { fold } from '../../protocol/casemap.ts'
import type { Output } from './output.ts'
import { readTyped, slashHelp } from '../../client/slash.ts'
import { terminalSlashes } from '../../client/slash-terminal.ts'

/** The line for what happened, as data or as talk; nothing for what is not shown. `here` is where we talk now. */
export type Format = (
  display: Display,
  here: string | undefined,
  model: Model,
) => { readonly as: 'say' | 'note'; readonly line: string } | undefined

/** Line mode without its keyboard: what is typed goes to the room, what happens there becomes lines. */
export class LineMode {
  readonly #output: Output
  readonly #format: Format
  /** Where lines go now; undefined while we are in no channel. */
  #here: string | undefined
  /** Lines that were not done: a pipe is told by the exit code. */
  failures = 0

  constructor(output: Output, channel: string, format: Format) {
    this.#output = output
    this.#here = channel
    this.#format = format
  }

  /** Shows what happened. Data goes to stdout, talk to stderr. */
  show(display: Display, model: Model): void {
    if (display.type === 'error') this.failures++
    const shown = this.#format(display, this.#here, model)
    if (shown !== undefined) this.#output[shown.as](shown.line)
    this.#follow(display, model)
  }

  /** One typed line. False when it asks to leave. */
  typed(line: string, talk: Conversation): boolean {
    const typed = readTyped(line, this.#here ?? '', terminalSlashes)
    switch (typed.do) {
      case 'want': {
        const nowhere = typed.intent.type === 'say' && typed.intent.target === ''
        if (nowhere) this.#wrong('you are in no channel; /join #lobby')
        else talk.want(typed.intent)
        return typed.intent.type !== 'quit'
      }
      case 'talk-in':
        this.#talkIn(typed.target, talk.model)
        return true
      case 'names':
        this.#names(talk.model)
        return true
      case 'help':
        for (const row of slashHelp(terminalSlashes)) this.#output.note(row)
        return true
      case 'wrong':
        this.#wrong(typed.why)
        return true
      default:
        return true
    }
  }

  /** A channel that we join is the one we talk in; after leaving it, it is another one that we are in. */
  #follow({ type, code, channel, self }: Display, model: Model): void {
    if (code === 'joined' && channel !== undefined) {
      if (this.#here !== undefined && fold(channel) !== fold(this.#here)) {
        this.#output.note(`you talk in ${plainText(channel)} now`)
      }
      this.#here = channel
    } else if (self && (type === 'part' || type === 'kick') && channel !== undefined) {
      if (this.#here !== undefined && fold(channel) === fold(this.#here)) {
        this.#here = [...model.channels.values()].at(-1)?.name
        const where =
          this.#here === undefined ? 'you are in no channel; /join #lobby' : `you talk in ${this.#here} now`
        this.#output.note(plainText(where))
      }
    }
  }

  #talkIn(target: string, model: Model): void {
    const channel = model.channels.get(fold(target.startsWith('#') ? target : `#${target}`))
    if (channel === undefined) return this.#wrong(`you are not in ${target}; /join ${target}`)
    this.#here = channel.name
    this.#output.note(`you talk in ${plainText(channel.name)} now`)
  }

  #names(model: Model): void {
    const channel = model.channels.get(fold(this.#here ?? ''))
    const names = [...(channel?.members.values() ?? [])].map(
      ({ prefixes, nick, away }) => `${prefixes}${nick}${away ? ' (away)' : ''}`,
    )
    this.#output.note(plainText(`${names.length} in ${channel?.name ?? 'no channel'}: ${names.join(', ')}`))
  }

  #wrong(why: string): void {
    this.failures++
    this.#output.note(plainText(why))
  }
}
