import { levels } from '../../../ops/events.ts'
import { verb } from './verb.ts'

export const logLevel = verb({
  means: 'has the log of operations say more or less, until it is told otherwise, or a reload or a restart',
  takes: { to: { kind: levels, means: 'the least that is said' } },
  run: ({ given: { log } }, { to }) => {
    const from = log.level
    log.level = to
    return { from, to }
  },
})
