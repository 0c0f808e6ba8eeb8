import { pageOf } from './page.ts'
import { verb } from './verb.ts'

export const who = verb({
  means: 'the connections: from where, for how long, what is still to be sent to them',
  takes: { after: { kind: 'count', means: 'the id after which to go on', isOptional: true } },
  run: (life, { after = 0 }) => pageOf(life.running?.connected(after) ?? []),
})
