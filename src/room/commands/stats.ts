import { numerics } from '../../protocol/numerics.ts'
import { noteRefusalBeside, noteUseBeside } from '../rights.ts'
import { isThisServer } from '../this-server.ts'
import type { Aside } from '../aside.ts'

/** Connections that STATS l tells of: more would not fit into what one link may hold unsent. */
const mostLinks = 1_000

/** What there is to be asked for, and whether only operators are told. */
const reports: ReadonlyMap<string, { readonly isSecret: boolean; readonly tell: (aside: Aside) => void }> =
  new Map([
    ['l', { isSecret: true, tell: tellLinks }],
    ['m', { isSecret: true, tell: tellUses }],
    ['o', { isSecret: true, tell: tellOperators }],
    ['u', { isSecret: false, tell: tellUptime }],
  ])

/** STATS letter [server]: RFC 2812 §3.4.4. What there is no report of ends at once, as with other servers. */
export function stats(aside: Aside): void {
  const { room, params, peer } = aside
  const [query = '', asked = room.facts.server] = params
  if (query === '') return aside.reply(numerics.ERR_NEEDMOREPARAMS('STATS'))
  if (!isThisServer(room, asked)) return aside.reply(numerics.ERR_NOSUCHSERVER(asked))
  const report = reports.get(query)
  const mayAsk = report?.isSecret !== true || room.members.get(peer.id)?.modes.has('o') === true
  if (mayAsk) report?.tell(aside)
  else {
    aside.reply(numerics.ERR_NOPRIVILEGES())
    noteRefusalBeside(aside)
  }
  if (mayAsk && report?.isSecret === true) noteUseBeside(aside, query)
  aside.reply(numerics.RPL_ENDOFSTATS(query))
}

function tellLinks(aside: Aside): void {
  let left = mostLinks
  for (const link of aside.around.links()) {
    if (left-- === 0) break
    const { nick, user, host, unsentBytes, bytesOut, linesIn, bytesIn, openSeconds } = link
    const name = `${nick}[${user}@${host}]`
    aside.reply(
      numerics.RPL_STATSLINKINFO(name, unsentBytes, kib(bytesOut), linesIn, kib(bytesIn), openSeconds),
    )
  }
}

function tellUses(aside: Aside): void {
  const uses = [...aside.around.uses()].sort(([one], [other]) => (one < other ? -1 : 1))
  for (const [verb, count] of uses) aside.reply(numerics.RPL_STATSCOMMANDS(verb, count))
}

function tellOperators(aside: Aside): void {
  for (const name of aside.around.operators()) aside.reply(numerics.RPL_STATSOLINE(name))
}

function tellUptime(aside: Aside): void {
  const seconds = Math.max(0, Math.floor((aside.atMs - aside.room.openedMs) / 1000))
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3_600) % 24
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60].map((of) =>
    String(of).padStart(2, '0'),
  )
  aside.reply(numerics.RPL_STATSUPTIME(days, `${hours}:${minutes}:${rest}`))
}

function kib(bytes: number): number {
  return Math.floor(bytes / 1024)
}
