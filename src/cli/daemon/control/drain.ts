import { verb } from './verb.ts'

/** Nobody needs longer; a typing error would leave a daemon behind that takes nobody. */
const mostSeconds = 3_600

export const drain = verb({
  means: 'takes nobody more, and sends away one after the other within so many seconds; then it ends',
  takes: { seconds: { kind: 'count', means: 'how long that may take in all' } },
  run: (life, { seconds }) => {
    if (seconds > mostSeconds) throw new Error(`"seconds" is ${mostSeconds} at most`)
    life.stop('Server shutting down', seconds * 1000)
    return { room: life.given.options.name, pid: process.pid, draining: true }
  },
})
