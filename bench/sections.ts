const heading = '\n## '

/** A page of Markdown in parts: what stands before its first heading of the second level, and what stands below each of them. */
export interface Sections {
  readonly head: string
  readonly below: ReadonlyMap<string, string>
}

export function sectionsOf(page: string): Sections {
  const [head = '', ...parts] = page.split(heading)
  const named = parts.map((part): [string, string] => {
    const end = part.indexOf('\n')
    return [part.slice(0, end), part.slice(end).trim()]
  })
  return { head: head.trim(), below: new Map(named) }
}

/** The items of a list in one of them. */
export function itemsOf({ below }: Sections, title: string): string[] {
  return (below.get(title) ?? '').split('\n').filter((line) => line.startsWith('- '))
}
