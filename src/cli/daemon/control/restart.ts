import { handOver } from '../handover/give.ts'
import { verb } from './verb.ts'

export const restart = verb({
  means: 'starts the program anew, and has it go on with the room',
  takes: {},
  run: (life) => handOver(life, process.env),
})
