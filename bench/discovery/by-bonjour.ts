import { Bonjour } from 'bonjour-service'
import { type Look, lookAgainAndAgain } from './found.ts'

/* Run in a host: looks by bonjour-service. */

// Without a default route it cannot send, and says so by an error that nobody can catch.
process.on('uncaughtException', () => undefined)

await lookAgainAndAgain(async ({ rooms, withinMs }): Promise<Look> => {
  const startedAt = performance.now()
  const names = new Set<string>()
  const bonjour = new Bonjour({}, () => undefined)
  const ms = await new Promise<number | null>((done) => {
    setTimeout(() => done(null), withinMs)
    bonjour.find({ type: 'irc' }, ({ name }) => {
      names.add(name)
      if (names.size >= rooms) done(performance.now() - startedAt)
    })
  })
  bonjour.destroy()
  return { found: names.size, ms }
})
