import { type Command, type MemberVerb } from '../room/commands/command.ts'
import { type Refusal, check, isRefusal } from '../room/commands/check.ts'
import { commands } from '../room/commands/table.ts'
import type { Input } from '../protocol/lines.ts'
import { type Numeric, addressed } from '../protocol/numerics.ts'
import type { Message } from '../protocol/message.ts'
import { isUtf8 } from '../protocol/wire.ts'
import type { Entry } from '../room/entry.ts'
import type { Outcome } from '../room/outcome.ts'
import { type Aside, isComplete, nickOf } from '../room/peer.ts'
import { look } from '../room/run.ts'
import type { ConnectionContext } from './connection.ts'

/**
 * Hands on what the inbox holds, in order, as far as the state, the tokens and the connection's own entries allow.
 * An entry may follow another one into the sequencer; everything else waits until all own entries have run, so that
 * no answer overtakes what was asked before. Stops where the state has to change first.
 */
export function drain(context: ConnectionContext, registered: boolean): void {
  const { inbox, peer, port } = context
  if (inbox.isEmpty) return
  const atMs = port.nowMs()
  const steadyMs = port.steadyMs()
  const entries: Entry[] = []
  inbox.waiting = false
  for (let input = inbox.peek(); input !== undefined; input = inbox.peek()) {
    const checked = check(input, registered)
    const verb: MemberVerb | undefined = registered && !isRefusal(checked) ? checked.member : undefined
    if (verb?.on !== 'entry') {
      submit(context, entries)
      if (inbox.inFlight > 0) {
        inbox.waiting = true
        break
      }
    }
    if (!inbox.spend(costOf(checked, input), steadyMs)) {
      port.wake()
      break
    }
    inbox.shift()
    if (verb?.on === 'entry') entries.push({ type: 'line', by: peer.id, atMs, message: input })
    else answer(context, input, checked, atMs)
    if (peer.farewell !== undefined) inbox.clear()
    else if (!registered && isComplete(peer)) break
  }
  submit(context, entries)
}

/** Tokens that a line takes; a list is as many requests as it has names. */
function costOf(checked: Command | Refusal, { params }: Input): number {
  if (isRefusal(checked)) return 1
  return checked.isListed === true ? checked.cost * (params[0] ?? '').split(',').length : checked.cost
}

function submit({ inbox, port }: ConnectionContext, entries: Entry[]): void {
  if (entries.length === 0) return
  inbox.inFlight += entries.length
  port.append(entries.splice(0))
}

/** What is no entry: a refusal, a verb of the connection, or a look at the room. */
function answer(context: ConnectionContext, input: Input, checked: Command | Refusal, atMs: number): void {
  const { peer, port } = context
  const asker = {
    id: peer.id,
    label: labelOf(input, port.limits.labelBytes),
    atMs: Math.max(atMs, port.room.timeMs),
  }
  if (!isRefusal(checked) && checked.member.on === 'look' && port.room.members.has(peer.id)) {
    return port.deliver(look(port.room, { by: peer.id, atMs, message: input }), asker)
  }
  const outcomes: Outcome[] = []
  const capsBefore = peer.caps
  const aside = asideFor(context, input, asker.atMs, outcomes)
  if (isRefusal(checked)) refuse(context, aside, input, checked)
  else if (checked.member.on === 'peer' && port.room.members.has(peer.id)) checked.member.run(aside)
  else checked.before?.(aside)
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

/**
 * Longer labels are none (IRCv3 labeled-response: the value must not exceed 64 bytes), nor are such as could not be
 * sent back: the line around a label may be at fault and still be answered with it.
 */
export function labelOf({ tags, fault }: Input, labelBytes: number): string | undefined {
  const label = tags?.get('label')
  if (label === undefined || label === '' || label.length > labelBytes) return undefined
  return fault !== undefined && (label.includes('\0') || !isUtf8(label)) ? undefined : label
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
  const reply = (line: { command: string; params: readonly string[] }): void => {
    outcomes.push({ type: 'replied', to: peer.id, line: { source, atMs, nick, ...line } })
  }
  return {
    peer,
    room,
    message,
    params: message.params,
    reply: (numeric: Numeric) => reply(addressed(numeric, nick)),
    send: (command, ...params) => reply({ command, params }),
    setCaps: (caps) => {
      peer.caps = caps
    },
  }
}
