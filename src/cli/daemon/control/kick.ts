import { rule } from './rule.ts'
import { channel, verb } from './verb.ts'

export const kick = verb({
  means: 'ends a member’s connection, or takes it out of a channel',
  takes: {
    nick: { kind: 'text', means: 'who is to go' },
    reason: { kind: 'text', means: 'what everybody is told', isOptional: true },
    channel,
  },
  run: (life, { nick, reason = 'Asked to leave', channel }) =>
    rule(life, { do: 'kick', nick, reason, channel }),
})
