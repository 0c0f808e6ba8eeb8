import type { VNode } from 'preact'
import type { Page } from '../page/model.ts'
import type { Visit } from '../visit.ts'
import { Inside } from './inside.tsx'
import { Prompt } from './prompt.tsx'

/** The whole page. */
export function App({ page, visit, nick }: { page: Page; visit: Visit; nick: string }): VNode {
  return page.phase.is === 'inside' ? (
    <Inside page={page} visit={visit} />
  ) : (
    <Prompt phase={page.phase} visit={visit} nick={nick} />
  )
}
