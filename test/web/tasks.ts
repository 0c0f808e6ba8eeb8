import type { Page } from 'playwright-core'

/** An event of Chromium's tracing: `tdur` is what the thread took of a processor, us. */
interface TraceEvent {
  readonly name: string
  readonly tid: number
  readonly pid: number
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

const isTraceEvent = (event: object): event is TraceEvent => 'name' in event && 'tid' in event

/**
 * How much of a processor each task of a page's main thread takes while this is done, ms. Of the time that passes a busy
 * computer takes as much as it likes; this is what somebody who has one for themselves waits.
 */
export async function tasksOf(page: Page, work: () => Promise<void>): Promise<number[]> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    const told: readonly object[] = value
    events.push(...told.filter(isTraceEvent))
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'], excludedCategories: ['*'] },
  })
  await work()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return events
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000)
}
