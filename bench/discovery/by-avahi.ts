import { spawn } from 'node:child_process'
import { type Look, lookAgainAndAgain } from './found.ts'

/* Run in a host on which avahi-daemon runs: looks by avahi-browse, which asks that daemon. */

await lookAgainAndAgain(async ({ rooms, withinMs }): Promise<Look> => {
  const startedAt = performance.now()
  const names = new Set<string>()
  const child = spawn('avahi-browse', ['--resolve', '--parsable', '_irc._tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ms = await new Promise<number | null>((done) => {
    setTimeout(() => done(null), withinMs)
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      for (const line of text.split('\n').slice(0, -1)) {
        const [sign, , , name = ''] = line.split(';')
        if (sign === '=') names.add(name)
      }
      if (names.size >= rooms) done(performance.now() - startedAt)
    })
  })
  child.kill()
  return { found: names.size, ms }
})
