import { rssKib } from './memory.ts'
import { type Effort, type FigureName, type Row, type ServerName, senders } from './rows.ts'
import { Session } from './session.ts'
import { percentile } from './stats.ts'

/** Called with each measured value; the values of one figure come in pairs with those of other servers. */
export type Record = (server: ServerName, figure: FigureName, value: number) => void

export async function measure(row: Row, effort: Effort, record: Record): Promise<void> {
  const rounds = row.kind === 'crowd' ? effort.crowdRounds : effort.rounds
  for (let round = 0; round < rounds; round++) {
    // Who comes first has the machine as the round before left it; so everybody is first at times.
    const turn = row.servers.map((_, i) => row.servers[(i + round) % row.servers.length] ?? 'earshot')
    if (row.kind === 'crowd') for (const server of turn) await crowd(row, server, effort, record)
    else await inTurns(row, turn, effort, record)
  }
}

type Talking = Extract<Row, { kind: 'saturated' | 'paced' }>
type Crowd = Extract<Row, { kind: 'crowd' }>

/** All servers at once, of which one is under load. */
async function inTurns(
  row: Talking,
  turn: readonly ServerName[],
  effort: Effort,
  record: Record,
): Promise<void> {
  const sessions: Session[] = []
  try {
    for (const server of turn) {
      const session = await Session.open(server)
      sessions.push(session)
      const outstanding = row.kind === 'saturated' ? row.outstanding : 1
      await session.do({ do: 'gather', members: row.members, senders, outstanding })
      await session.talk({ do: 'saturate', ms: effort.warmMs })
    }
    for (let window = 0; window < effort.windows; window++) {
      for (const session of sessions) await talk(row, session, effort, record)
    }
  } finally {
    await Promise.all(sessions.map((session) => session.close()))
  }
}

async function talk(row: Talking, session: Session, effort: Effort, record: Record): Promise<void> {
  const { deliveries, serverCpuNs, loadCpuNs, latenciesUs } = await session.talk(
    row.kind === 'saturated'
      ? { do: 'saturate', ms: effort.windowMs }
      : { do: 'pace', ms: effort.paceMs, perSecond: row.perSecond },
  )
  record(session.server, 'cpu', serverCpuNs / 1000 / deliveries)
  record(session.server, 'load', loadCpuNs / 1000 / deliveries)
  if (row.kind === 'saturated') return
  record(session.server, 'p50', percentile(latenciesUs, 50) / 1000)
  record(session.server, 'p99', percentile(latenciesUs, 99) / 1000)
}

/**
 * Thousands connect, register and join a channel of their own each, which they leave again before the next thousand
 * comes, since a room has a bound on its channels. The first thousand is followed by a fresh start: what comes after it is compiled.
 */
async function crowd(row: Crowd, server: ServerName, effort: Effort, record: Record): Promise<void> {
  const thousands = Math.min(row.thousands ?? Infinity, effort.crowdThousands)
  const session = await Session.open(server)
  const arrive = async (): Promise<number> => {
    const { serverCpuNs, connections } = await session.do({ do: 'arrive', connections: 1_000 })
    return serverCpuNs / 1000 / connections
  }
  try {
    const baseKib = await settledKib(session.pid)
    record(server, 'base', baseKib / 1024)
    record(server, 'cold', await arrive())
    record(server, 'idle1k', ((await settledKib(session.pid)) - baseKib) / 1_000)
    await session.do({ do: 'quit' })
    const warm = await arrive()
    let last = warm
    for (let thousand = 2; thousand <= thousands; thousand++) {
      await session.do({ do: 'part' })
      last = await arrive()
    }
    record(server, 'warm', warm)
    record(server, 'last', last)
    record(server, 'growth', last / warm)
    record(server, 'idleAll', ((await settledKib(session.pid)) - baseKib) / (1_000 * thousands))
  } finally {
    await session.close()
  }
}

/** Resident memory once it no longer moves, or after 5 s as it is. */
async function settledKib(pid: number): Promise<number> {
  let kib = rssKib(pid)
  for (let look = 0; look < 5; look++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const now = rssKib(pid)
    if (Math.abs(now - kib) < kib / 200) return now
    kib = now
  }
  return kib
}
