import { inheritAccounts } from '../inherit-accounts.ts'
import type { Life, OpenFiles } from '../life.ts'
import { openFiles } from '../open-files.ts'
import type { Beginning } from '../run.ts'
import type { Predecessor } from './take.ts'

/** Runs a life from what it begins with to its end. Gives the exit code. */
type Live = (life: Life, files: OpenFiles, beginning: Beginning) => Promise<number>

/** The room of another process, which lets go of everything when it is open here. Gives the exit code. */
export async function goOn(life: Life, predecessor: Predecessor, live: Live): Promise<number> {
  const { options, log, version } = life.given
  const files = await openFiles(life.given)
  const own = { id: files.identity.id, accounts: options.accounts }
  const heritage = await predecessor.heritage(await predecessor.hello(), own)
  const accounts = inheritAccounts(options, log.note, [...heritage.room.accounts.values()])
  life.announcements.seq = heritage.discoverySeq
  predecessor.whenOrphaned(() => life.stop('Server shutting down'))
  const open = async (): Promise<void> => {
    await life.openControl()
    await predecessor.open(version)
    await accounts?.adopt()
    // Whoever watches has to know whom to watch before the other one ends.
    life.notifier?.is('ready')
    await life.notifier?.told()
    predecessor.settled()
  }
  let opened: Promise<void> | undefined
  return await live(
    life,
    { ...files, accounts },
    {
      inheritance: heritage,
      given: predecessor.sockets,
      // The socket may be opened again in the same life.
      listening: () => {
        opened ??= open().catch((err: unknown) => log.note('control.failed', { err }))
      },
    },
  )
}
