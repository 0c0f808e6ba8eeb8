/*
 * What the bench asks of its load generator, a JSON object a line on stdin, and what that answers, a JSON object a
 * line on stdout: one answer to each request, in order.
 */

export type Request =
  /** Members in one channel, the first `senders` of them with lines to say; `outstanding` lines each at a time. */
  | {
      readonly do: 'gather'
      readonly members: number
      readonly senders: number
      readonly outstanding: number
    }
  /** All senders talk for so long, each as fast as its lines come back from the server. */
  | { readonly do: 'saturate'; readonly ms: number }
  /** The senders talk in turns, so many lines a second in all. */
  | { readonly do: 'pace'; readonly ms: number; readonly perSecond: number }
  /** So many more connections register and join a channel of their own each. */
  | { readonly do: 'arrive'; readonly connections: number }
  /** Those that arrived last leave their channels and stay connected. */
  | { readonly do: 'part' }
  /** Everybody leaves. */
  | { readonly do: 'quit' }

/** CPU while something was done; both clocks are read by the generator, in the same moment. */
export interface Cost {
  readonly serverCpuNs: number
  readonly loadCpuNs: number
  readonly wallMs: number
}

export interface Talk extends Cost {
  readonly type: 'talk'
  readonly sent: number
  /** Lines that reached a member, of all members together. */
  readonly deliveries: number
  readonly bytes: number
  /** Microseconds from the send to the arrival at a sampled member, at a pace. */
  readonly latenciesUs: readonly number[]
}

export interface Done extends Cost {
  readonly type: 'done'
  readonly connections: number
}

export type Answer = Talk | Done | { readonly type: 'failed'; readonly message: string }
