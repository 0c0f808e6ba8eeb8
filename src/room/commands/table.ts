import { away } from './away.ts'
import { cap } from './cap.ts'
import { type Command, entry, look, peer } from './command.ts'
import { ison } from './ison.ts'
import { join } from './join.ts'
import { kick } from './kick.ts'
import { list } from './list.ts'
import { lusers } from './lusers.ts'
import { mode } from './mode.ts'
import { motd } from './motd.ts'
import { names } from './names.ts'
import { firstNick, nick } from './nick.ts'
import { notice } from './notice.ts'
import { part } from './part.ts'
import { pass } from './pass.ts'
import { ping } from './ping.ts'
import { pong } from './pong.ts'
import { privmsg } from './privmsg.ts'
import { quit } from './quit.ts'
import { alreadyRegistered } from './reregister.ts'
import { setname } from './setname.ts'
import { tagmsg } from './tagmsg.ts'
import { topic } from './topic.ts'
import { user } from './user.ts'
import { userhost } from './userhost.ts'
import { version } from './version.ts'
import { who } from './who.ts'
import { whois } from './whois.ts'

/** Every verb of earshot, one row each; costs are tokens of the rate limit (protocol/limits.ts). */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['AWAY', { minParams: 0, cost: 1, member: entry(away) }],
  ['CAP', { minParams: 1, cost: 1, before: cap, member: peer(cap) }],
  ['ISON', { minParams: 1, cost: 1, member: look(ison) }],
  ['JOIN', { minParams: 1, cost: 2, isListed: true, member: entry(join) }],
  ['KICK', { minParams: 2, cost: 1, member: entry(kick) }],
  ['LIST', { minParams: 0, cost: 3, member: look(list) }],
  ['LUSERS', { minParams: 0, cost: 1, member: look(lusers) }],
  ['MODE', { minParams: 1, cost: 1, member: entry(mode) }],
  ['MOTD', { minParams: 0, cost: 1, member: look(motd) }],
  ['NAMES', { minParams: 0, cost: 1, member: look(names) }],
  ['NICK', { minParams: 0, cost: 5, before: firstNick, member: entry(nick) }],
  ['NOTICE', { minParams: 0, cost: 1, member: entry(notice) }],
  ['PART', { minParams: 1, cost: 1, isListed: true, member: entry(part) }],
  ['PASS', { minParams: 1, cost: 1, before: pass, member: peer(alreadyRegistered) }],
  ['PING', { minParams: 1, cost: 1, before: ping, member: peer(ping) }],
  ['PONG', { minParams: 0, cost: 0, before: pong, member: peer(pong) }],
  ['PRIVMSG', { minParams: 0, cost: 1, member: entry(privmsg) }],
  ['QUIT', { minParams: 0, cost: 0, before: quit, member: peer(quit) }],
  ['SETNAME', { minParams: 1, cost: 1, member: entry(setname) }],
  ['TAGMSG', { minParams: 0, cost: 1, member: entry(tagmsg) }],
  ['TOPIC', { minParams: 1, cost: 1, member: entry(topic) }],
  ['USER', { minParams: 4, cost: 1, before: user, member: peer(alreadyRegistered) }],
  ['USERHOST', { minParams: 1, cost: 1, member: look(userhost) }],
  ['VERSION', { minParams: 0, cost: 1, member: look(version) }],
  ['WHO', { minParams: 0, cost: 3, member: look(who) }],
  ['WHOIS', { minParams: 0, cost: 1, member: look(whois) }],
])
