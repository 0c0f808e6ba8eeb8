import type { Heard } from '../../ops/message-log.ts'
import type { Part } from '../../protocol/multiline.ts'
import { fromWire } from '../../protocol/wire.ts'
import type { OutLine } from '../../room/outcome.ts'

/** A message of the room as it is written down. */
export function heardOf({ source = '', command, params, parts, atMs, msgid, account }: OutLine): Heard {
  const [to = '', text = ''] = params
  return {
    time: new Date(atMs).toISOString(),
    id: msgid,
    nick: fromWire(source.split('!')[0] ?? ''),
    account: account === undefined ? undefined : fromWire(account),
    to: fromWire(to),
    kind: command === 'NOTICE' ? 'NOTICE' : 'PRIVMSG',
    text: fromWire(parts === undefined ? text : textOf(parts)),
  }
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text, isConcat }, i) => (i === 0 || isConcat ? text : `\n${text}`)).join('')
}
