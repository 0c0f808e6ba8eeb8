import type { Site } from '../../transport/http/site.ts'
import { Networks } from '../../transport/networks.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { hostNames } from './tls.ts'

type ReachOptions = Pick<DaemonOptions, 'serverName' | 'allow' | 'allowedHost' | 'webOrigin'>

/** From where and by which names the room may be reached: what may change while its port is open. */
export class Reach implements Pick<Site, 'hosts' | 'origins'> {
  readonly allowed = new Networks()
  readonly hosts = new Set<string>()
  readonly origins = new Set<string>()

  constructor(options: ReachOptions) {
    this.set(options)
  }

  /** Holds for connections and requests from now on. */
  set(options: ReachOptions): void {
    this.allowed.set(options.allow ?? [])
    replace(this.hosts, hostNames(options))
    replace(this.origins, options.webOrigin ?? [])
  }
}

function replace(set: Set<string>, values: readonly string[]): void {
  set.clear()
  for (const value of values) set.add(value)
}
