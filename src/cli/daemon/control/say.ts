import { rule } from './rule.ts'
import { channel, verb } from './verb.ts'

export const say = verb({
  means: 'a notice of the server, to a channel or to every member',
  takes: { text: { kind: 'text', means: 'what is said', isUnlogged: true }, channel },
  run: (life, { text, channel }) => rule(life, { do: 'say', text, channel }),
})
