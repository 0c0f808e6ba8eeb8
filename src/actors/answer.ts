import { labelOf } from '../protocol/label.ts'
import type { Input } from '../protocol/lines.ts'
import type { Message } from '../protocol/message.ts'
import { abandonExchange } from '../room/commands/authenticate.ts'
import { type Refusal, isRefusal, refuseRight } from '../room/commands/check.ts'
import type { Command } from '../room/commands/command.ts'
import { commands } from '../room/commands/table.ts'
import { type Aside, aside } from '../room/aside.ts'
import { noteRefusalBeside } from '../room/rights.ts'
import { look } from '../room/run.ts'
import type { ConnectionContext } from './connection.ts'

/**
 * Answers a line that is no entry: a refusal, a verb of the connection, or a look at the room. To be called when all
 * own entries have run. `labelled` are the tags whose label it answers.
 */
export function answer(
  context: ConnectionContext,
  input: Input,
  checked: Command | Refusal,
  atMs: number,
  labelled: Message['tags'] = input.tags,
): void {
  const { peer, port } = context
  const asker = {
    id: peer.id,
    label: labelOf({ ...input, tags: labelled }, port.limits.labelBytes),
    atMs: Math.max(atMs, port.room.timeMs),
  }
  const member = port.room.members.get(peer.id)
  if (!isRefusal(checked) && checked.member.on === 'look' && member !== undefined) {
    const outcomes = look(port.room, { by: peer.id, atMs, message: input })
    for (const outcome of outcomes) if (outcome.type === 'noted') port.note(outcome.event, outcome.fields)
    return port.deliver(outcomes, asker)
  }
  const { caps: capsBefore, batch: batchBefore } = peer
  const { inFlight, held } = context.inbox
  const around = port.around(asker.label)
  const asked = { room: port.room, peer, message: input, atMs: asker.atMs, around }
  const outcomes = aside(asked, (aside) => {
    if (isRefusal(checked)) refuse(context, aside, input, checked)
    else if (checked.member.on === 'peer' && member !== undefined) {
      const refusal = refuseRight(checked, member)
      if (refusal === undefined) checked.member.run(aside)
      else {
        aside.reply(refusal)
        noteRefusalBeside(aside)
      }
    } else checked.before?.(aside)
    abandonExchange(aside)
  })
  if (peer.farewell !== undefined) {
    // ERROR answers a QUIT: an ACK would say that nothing does (labeled-response).
    peer.farewellLabel = asker.label
    return
  }
  // What opens a batch is answered when the batch has ended.
  const hasOpened = peer.batch !== batchBefore && peer.batch?.isRefused === false
  // So is what an entry answers, or what is still hashed.
  const isLater = hasOpened || context.inbox.inFlight > inFlight || context.inbox.held > held
  port.deliver(outcomes, isLater ? { ...asker, label: undefined } : asker)
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
    const { verb = commands.has(input.command) ? input.command : '*', fail, context = [], text } = refusal
    aside.send('FAIL', verb, fail, ...context, text)
  }
}
