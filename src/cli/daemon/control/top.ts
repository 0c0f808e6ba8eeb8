import { topOrders } from '../../../actors/top.ts'
import { verb } from './verb.ts'

/** What fits into an answer, with the longest nicks and addresses. */
const mostRows = 100

export const top = verb({
  means: 'the connections that cost most',
  takes: {
    by: {
      kind: topOrders,
      means: 'the order: what waits for them, how much they send, or for how long they take nothing',
      isOptional: true,
    },
    count: { kind: 'count', means: `how many, ${mostRows} at most`, isOptional: true },
  },
  isLook: true,
  run: (life, { by = 'queue', count = mostRows }) => {
    const { options } = life.given
    const counts = life.running?.counts()
    return {
      room: options.name,
      state: life.state,
      uptimeMs: life.uptimeMs,
      rssBytes: process.memoryUsage.rss(),
      lagMs: Math.round(life.lag.read().p99 * 1000),
      messagesPerSecond: life.running?.census().messagesPerSecond ?? 0,
      members: counts?.members ?? 0,
      connections: counts?.connections.reduce((sum, one) => sum + one.count, 0) ?? 0,
      unsentBytes: counts?.unsentBytes.sum ?? 0,
      by,
      rows: life.running?.top(by, Math.min(count, mostRows)) ?? [],
    }
  },
})
