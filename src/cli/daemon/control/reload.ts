import { verb } from './verb.ts'

export const reload = verb({
  means: 'reads the configuration again, and the files that it names; all of it holds then, or nothing',
  takes: {},
  run: async (life) => {
    const { changed, waiting, problems } = await life.reload().catch((error: unknown) => {
      throw new Error(`nothing is changed: ${error instanceof Error ? error.message : String(error)}`)
    })
    return { room: life.given.options.name, pid: process.pid, changed, waiting, problems }
  },
})
