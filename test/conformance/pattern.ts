/**
 * What a script expects of a line, written as a line. Source, command and each parameter may hold `*` for anything
 * and `{name}` for what is to be remembered, or to be the same as before; `**` stands for any parameters, up to the
 * first that is as what follows it. Tags are compared by key: all that are written and no others; `@*` allows any.
 */

interface Parts {
  readonly tags: ReadonlyMap<string, string>
  readonly source: string
  readonly params: readonly string[]
}

export type Names = Map<string, string>

/** What is wrong with the line, or nothing; `names` gets what the pattern remembers. */
export function mismatch(pattern: string, line: string, names: Names): string | undefined {
  const want = parse(fill(pattern, names))
  const is = parse(line)
  const found: Names = new Map(names)
  const fault =
    tagFault(want.tags, is.tags, found) ??
    (matches(want.source, is.source, found) ? undefined : `source ${is.source}`) ??
    paramFault(want.params, is.params, found)
  if (fault === undefined) for (const [name, value] of found) names.set(name, value)
  return fault
}

/** Puts in what is remembered, for `{400 x}` that many, and for `{base64 \0a\0b}` that in base64. */
export function fill(text: string, names: Names): string {
  const coded = text.replaceAll(/\{base64 ([^}]+)\}/g, (_, what: string) =>
    Buffer.from(what.replaceAll('\\0', '\0')).toString('base64'),
  )
  const long = coded.replaceAll(/\{(\d+) (\S+)\}/g, (_, times: string, what: string) =>
    what.repeat(Number(times)),
  )
  return long.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names.get(name) ?? whole)
}

function parse(line: string): Parts {
  const [, tagged, source, rest = ''] = /^(?:@(\S*) +)?(?::(\S*) +)?(.*)$/s.exec(line) ?? []
  const tags = new Map(
    (tagged ?? '').split(';').flatMap((tag): [string, string][] => {
      const [key = '', ...value] = tag.split('=')
      return key === '' ? [] : [[key, value.join('=')]]
    }),
  )
  const colon = rest.indexOf(' :')
  const middle = colon === -1 ? rest : rest.slice(0, colon)
  const params = middle.split(' ').filter((word) => word !== '')
  if (colon !== -1) params.push(rest.slice(colon + 2))
  return { tags, source: source ?? '', params }
}

function tagFault(want: Parts['tags'], is: Parts['tags'], names: Names): string | undefined {
  if (want.has('*')) return undefined
  for (const [key, value] of want) {
    const has = is.get(key)
    if (has === undefined) return `no tag ${key}`
    if (!matches(value, has, names)) return `tag ${key}=${has}`
  }
  const more = [...is.keys()].find((key) => !want.has(key))
  return more === undefined ? undefined : `a tag ${more}`
}

function paramFault(want: Parts['params'], is: Parts['params'], names: Names): string | undefined {
  let at = 0
  for (const [i, text] of want.entries()) {
    const next = want[i + 1]
    if (text === '**' && next === undefined) return undefined
    if (text === '**') while (at < is.length && !matches(next ?? '', is[at] ?? '', names)) at++
    else if (at === is.length) return `${is.length} words`
    else if (!matches(text, is[at] ?? '', names)) return `word ${at}: ${is[at]}`
    else at++
  }
  return at < is.length ? `${is.length} words` : undefined
}

function matches(pattern: string, text: string, names: Names): boolean {
  const found: string[] = []
  const source = pattern
    .split(/(\*|\{\w+\})/)
    .map((part) => {
      if (part === '*') return '.*'
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      found.push(name)
      return '(.+)'
    })
    .join('')
  const match = new RegExp(`^${source}$`, 's').exec(text)
  if (match === null) return false
  for (const [i, name] of found.entries()) names.set(name, match[i + 1] ?? '')
  return true
}
