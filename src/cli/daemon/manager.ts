import { Notifier, tellSystemd } from '../../ops/notify.ts'
import { feedMs, keepFed } from '../../ops/watchdog.ts'
import type { Life } from './life.ts'

/** How often the status is told where no watchdog asks for more, ms. */
const statusMs = 15_000

/** How long discovery may take to open before a room that listens is ready without it, ms. */
const discoveryMs = 2_000

/** What tells the service manager where this daemon is; undefined where none listens (sd_notify(3)). */
export function openNotifier({ given }: Life, env: NodeJS.ProcessEnv): Notifier | undefined {
  if ((env['NOTIFY_SOCKET'] ?? '') === '') return undefined
  const unheard = (err: Error): void => given.log.note('service.unheard', { err })
  return new Notifier(tellSystemd, unheard, () => process.hrtime.bigint())
}

/** Tells the service manager that it is ready, and from then on how it is. Gives what ends that. */
export function reportTo(notifier: Notifier, life: Life, env: NodeJS.ProcessEnv): () => void {
  const biteMs = feedMs(env['WATCHDOG_USEC'])
  const feed = (): void => {
    notifier.says(statusOf(life))
    if (biteMs !== undefined) notifier.feed()
  }
  notifier.says(statusOf(life))
  notifier.is('ready')
  return keepFed(Math.min(biteMs ?? statusMs, statusMs), {
    pulse: () => life.running?.pulse() ?? Promise.resolve(),
    feed,
    steadyMs: () => performance.now(),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  })
}

/** One line for `systemctl status`. No nick, no address: everybody may read it. */
function statusOf({ port, running }: Life): string {
  const { members = 0, channels = 0, connections = 0 } = running?.census() ?? {}
  return `port ${port ?? 'none'}: ${members} members in ${channels} channels, ${connections} connections`
}

/** Calls back once, when all is open: the port, and discovery, where there is to be any and it does not fail for long. */
export function whenOpen(hasDiscovery: boolean, ready: () => void): Record<'port' | 'discovery', () => void> {
  const missing = new Set(hasDiscovery ? ['port', 'discovery'] : ['port'])
  const open = (what: string): void => {
    if (missing.delete(what) && missing.size === 0) ready()
  }
  return {
    port: () => {
      open('port')
      if (missing.size > 0) setTimeout(open, discoveryMs, 'discovery').unref()
    },
    discovery: () => open('discovery'),
  }
}
