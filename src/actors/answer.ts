import { labelOf } from '../protocol/label.ts'
import type { Input } from '../protocol/lines.ts'
import type { Message } from '../protocol/message.ts'
import { type Numeric, addressed } from '../protocol/numerics.ts'
import { type Refusal, isRefusal, refuseRight } from '../room/commands/check.ts'
import type { Command } from '../room/commands/command.ts'
import { commands } from '../room/commands/table.ts'
import type { Outcome } from '../room/outcome.ts'
import { type Aside, nickOf } from '../room/peer.ts'
import { look } from '../room/run.ts'
import type { ConnectionContext } from './connection.ts'

/**
 * Answers a line that is no entry: a refusal, a verb of the connection, or a look at the room. To be called when all
 * own entries have run.
 */
export function answer(
  context: ConnectionContext,
  input: Input,
  checked: Command | Refusal,
  atMs: number,
): void {
  const { peer, port } = context
  const asker = {
    id: peer.id,
    label: labelOf(input, port.limits.labelBytes),
    atMs: Math.max(atMs, port.room.timeMs),
  }
  const member = port.room.members.get(peer.id)
  if (!isRefusal(checked) && checked.member.on === 'look' && member !== undefined) {
    return port.deliver(look(port.room, { by: peer.id, atMs, message: input }), asker)
  }
  const outcomes: Outcome[] = []
  const capsBefore = peer.caps
  const aside = asideFor(context, input, asker.atMs, outcomes)
  if (isRefusal(checked)) refuse(context, aside, input, checked)
  else if (checked.member.on === 'peer' && member !== undefined) {
    const refusal = refuseRight(checked, member)
    if (refusal === undefined) checked.member.run(aside)
    else aside.reply(refusal)
  } else checked.before?.(aside)
  port.deliver(outcomes, asker)
  if (peer.caps !== capsBefore) port.setCaps(peer.caps)
}

function refuse(context: ConnectionContext, aside: Aside, input: Input, refusal: Refusal): void {
  const fault = input.fault ?? ('numeric' in refusal ? refusal.numeric[0] : refusal.fail)
  context.inbox.refused++
  context.port.countRefused(fault)
  if (!context.faults.has(fault)) {
    context.faults.add(fault)
    context.port.note('conn.bad-input', { fault })
  }
  if ('numeric' in refusal) aside.reply(refusal.numeric)
  else {
    const verb = commands.has(input.command) ? input.command : '*'
    aside.send('FAIL', verb, refusal.fail, 'Message rejected: it is not valid UTF-8')
  }
}

function asideFor(
  { peer, port }: ConnectionContext,
  message: Message,
  atMs: number,
  outcomes: Outcome[],
): Aside {
  const { room } = port
  const source = room.facts.server
  const nick = nickOf(peer, room)
  const isBots = room.members.get(peer.id)?.modes.has('B')
  const reply = (line: { command: string; params: readonly string[] }): void => {
    outcomes.push({ type: 'replied', to: peer.id, line: { source, atMs, nick, isBots, ...line } })
  }
  return {
    peer,
    room,
    message,
    params: message.params,
    atMs,
    around: port.around,
    reply: (numeric: Numeric) => reply(addressed(numeric, nick)),
    send: (command, ...params) => reply({ command, params }),
    setCaps: (caps) => {
      peer.caps = caps
    },
  }
}
