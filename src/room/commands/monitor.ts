import { fold, upper } from '../../protocol/casemap.ts'
import { isNick } from '../../protocol/names.ts'
import { type Numeric, echoedBytes, numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import { fillLines } from '../fill.ts'
import { maskOf } from '../mask-of.ts'
import { spaceAfter } from '../space.ts'
import { unwatch, watch } from '../watchers.ts'

/** MONITOR + nicks, - nicks, C, L, S: who of these is here, now and whenever that changes (IRCv3 monitor). */
export function monitor(act: Act): void {
  const [modifier = '', list = ''] = act.params
  const nicks = list.split(',').filter((nick) => nick !== '')
  switch (upper(modifier)) {
    case '+':
      return nicks.length === 0 ? act.reply(numerics.ERR_NEEDMOREPARAMS('MONITOR')) : add(act, nicks)
    case '-':
      for (const nick of nicks) unwatch(act.room, act.me, nick)
      return
    case 'C':
      for (const nick of act.me.monitored) unwatch(act.room, act.me, nick)
      return
    case 'L':
      replyList(act, (nicks) => numerics.RPL_MONLIST(nicks), act.me.monitored)
      return act.reply(numerics.RPL_ENDOFMONLIST())
    case 'S':
      return replyStates(act, act.me.monitored)
    default:
      act.reply(numerics.ERR_UNKNOWNERROR('MONITOR', 'It is one of + - C L S'))
  }
}

/** What is no nick can be nobody's, and is 432. What is on the list already is told again, and takes no room. */
function add(act: Act, names: readonly string[]): void {
  const { room, me } = act
  const { limits } = room.facts
  const asked = new Map<string, string>()
  for (const name of names) if (!asked.has(fold(name))) asked.set(fold(name), name)
  const nicks = [...asked].filter(([, name]) => isNick(name, limits))
  const fresh = nicks.map(([key]) => key).filter((key) => !me.monitored.has(key))
  const refused = new Set(fresh.slice(Math.max(0, limits.monitored - me.monitored.size)))
  for (const key of fresh) if (!refused.has(key)) watch(room, me, key)
  const spelt = (isMeant: (key: string) => boolean): string[] =>
    nicks.filter(([key]) => isMeant(key)).map(([, nick]) => nick)
  replyStates(
    act,
    spelt((key) => !refused.has(key)),
  )
  // The list stands before the text: as much of it as a parameter may have.
  for (const list of fillLines(
    spelt((key) => refused.has(key)),
    echoedBytes,
    ',',
  )) {
    act.reply(numerics.ERR_MONLISTFULL(limits.monitored, list))
  }
  for (const name of asked.values()) {
    if (!isNick(name, limits)) act.reply(numerics.ERR_ERRONEUSNICKNAME(name))
  }
}

/** 730 for who is here, with the mask as it is now, and 731 for who is not. */
function replyStates(act: Act, nicks: Iterable<string>): void {
  const here: string[] = []
  const gone: string[] = []
  for (const nick of nicks) {
    const member = findNick(act.room, nick)
    if (member === undefined) gone.push(nick)
    else here.push(maskOf(member))
  }
  replyList(act, (masks) => numerics.RPL_MONONLINE(masks), here)
  replyList(act, (nicks) => numerics.RPL_MONOFFLINE(nicks), gone)
}

/** As many lines as the words need. */
function replyList(act: Act, row: (words: string) => Numeric, words: Iterable<string>): void {
  const { room, me } = act
  const space = spaceAfter(room, room.facts.server, row('')[0], me.nick)
  for (const line of fillLines(words, space, ',')) act.reply(row(line))
}
