import { verb } from './verb.ts'

export const stop = verb({
  means: 'ends the daemon politely; asked again, at once',
  takes: {},
  run: (life) => {
    life.stop('Server shutting down')
    const isManaged = life.notifier !== undefined
    return { room: life.given.options.name, pid: process.pid, stopping: true, isManaged }
  },
})
