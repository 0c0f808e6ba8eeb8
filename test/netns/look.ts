import { expect } from 'vitest'
import type { Host } from './hosts.ts'

/** What `discover` lists: name, where to join, and by what else it can be reached. */
export async function look(on: Host, timeout = '3s'): Promise<unknown[][]> {
  const { code, out, err } = await on.earshot('discover', '--json', '--timeout', timeout).ended
  expect([0, 3]).toContain(code)
  if (code === 3) expect([out, err]).toEqual(['', expect.stringContaining('No earshot room')])
  const rows: unknown[][] = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(({ room, host, port, addresses }) => [
      room,
      `${host}:${port}`,
      ...addresses.filter(isIpv4).toSorted(byText),
    ])
  return rows.toSorted(byText)
}

/** Looks again and again, until what is found is right. */
export async function until<T>(find: () => Promise<T>, isRight: (found: T) => boolean): Promise<void> {
  const endsAtMs = Date.now() + 40_000
  for (;;) {
    const found = await find()
    if (isRight(found)) return
    if (Date.now() > endsAtMs) throw new Error(`found at last: ${JSON.stringify(found)}`)
  }
}

const byText = (one: unknown, other: unknown): number => (String(one) < String(other) ? -1 : 1)
const isIpv4 = (address: string): boolean => !address.includes(':')

/** Somebody there listens, somebody here speaks, and is heard. */
export async function talk(here: Host, there: Host, ...where: string[]): Promise<void> {
  const ear = there.earshot('listen', '--json', '--count', '1', '--nick', 'lea', ...where)
  await ear.says('"joined"')
  const mouth = here.earshot('send', '--nick', 'dan', ...where, 'hello')
  expect(await mouth.ended).toMatchObject({ code: 0, err: '' })
  expect(await ear.ended).toMatchObject({ code: 0 })
  expect(ear.objects().at(-1)).toMatchObject({ type: 'message', nick: 'dan', text: 'hello' })
}
