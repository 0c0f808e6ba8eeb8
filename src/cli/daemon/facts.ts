import { toWire } from '../../protocol/wire.ts'
import type { RoomFacts } from '../../room/room.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { defaultServerName } from '../config/settings.ts'
import { limitsFor } from './limits.ts'

/** What does not change while the room lives in this process. */
export function factsOf({
  options,
  version,
  boot,
}: {
  readonly options: DaemonOptions
  readonly version: string
  readonly boot: string
}): RoomFacts {
  return {
    name: toWire(options.name),
    server: options.serverName ?? defaultServerName,
    version,
    boot,
    admin: options.adminInfo ?? [],
    limits: limitsFor(options),
  }
}
