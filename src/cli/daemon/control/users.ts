import { pageOf } from './page.ts'
import { verb } from './verb.ts'

export const users = verb({
  means: 'the members of the room',
  takes: { after: { kind: 'count', means: 'the id after which to go on', isOptional: true } },
  run: (life, { after = 0 }) => pageOf(life.running?.present(after) ?? []),
})
