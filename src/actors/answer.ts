import { labelOf } from '../protocol/label.ts'
import type { Input } from '../protocol/lines.ts'
import { type Refusal, isRefusal, refuseRight } from '../room/commands/check.ts'
import type { Command } from '../room/commands/command.ts'
import { commands } from '../room/commands/table.ts'
import { type Aside, aside } from '../room/aside.ts'
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
  const capsBefore = peer.caps
  const asked = { room: port.room, peer, message: input, atMs: asker.atMs, around: port.around }
  const outcomes = aside(asked, (aside) => {
    if (isRefusal(checked)) refuse(context, aside, input, checked)
    else if (checked.member.on === 'peer' && member !== undefined) {
      const refusal = refuseRight(checked, member)
      if (refusal === undefined) checked.member.run(aside)
      else aside.reply(refusal)
    } else checked.before?.(aside)
  })
  if (peer.farewell !== undefined) {
    // ERROR answers a QUIT: an ACK would say that nothing does (labeled-response).
    peer.farewellLabel = asker.label
    return
  }
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
