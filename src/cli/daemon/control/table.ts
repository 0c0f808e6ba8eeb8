import type { Verbs } from '../../../ops/control-verb.ts'
import type { Life } from '../life.ts'
import { ban, bans, unban } from './ban.ts'
import { drain } from './drain.ts'
import { heapSnapshot } from './heap-snapshot.ts'
import { kick } from './kick.ts'
import { lockdown } from './lockdown.ts'
import { restart } from './restart.ts'
import { say } from './say.ts'
import { logLevel } from './log-level.ts'
import { reload } from './reload.ts'
import { status } from './status.ts'
import { stop } from './stop.ts'
import { top } from './top.ts'
import { users } from './users.ts'
import { who } from './who.ts'

/** All that can be asked of a daemon on its control socket: a verb is a file here, and a row. */
export const verbs: Verbs<Life> = {
  status,
  stop,
  reload,
  users,
  who,
  top,
  kick,
  ban,
  unban,
  bans,
  say,
  drain,
  restart,
  lockdown,
  'log-level': logLevel,
  'heap-snapshot': heapSnapshot,
}
