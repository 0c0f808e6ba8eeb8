import { admin } from './admin.ts'
import { authenticate } from './authenticate.ts'
import { away, preAway } from './away.ts'
import { batch } from './batch.ts'
import { cap } from './cap.ts'
import { chghost } from './chghost.ts'
import { chathistory } from './chathistory.ts'
import { type Command, entry, look, peer, secret } from './command.ts'
import { helpOf } from './help.ts'
import { info } from './info.ts'
import { invite } from './invite.ts'
import { ison } from './ison.ts'
import { join } from './join.ts'
import { kick } from './kick.ts'
import { kill } from './kill.ts'
import { links } from './links.ts'
import { list } from './list.ts'
import { lusers } from './lusers.ts'
import { markread } from './markread.ts'
import { mode } from './mode.ts'
import { monitor } from './monitor.ts'
import { motd } from './motd.ts'
import { names } from './names.ts'
import { firstNick, nick } from './nick.ts'
import { notice } from './notice.ts'
import { ns } from './ns.ts'
import { oper } from './oper.ts'
import { part } from './part.ts'
import { pass } from './pass.ts'
import { ping } from './ping.ts'
import { pong } from './pong.ts'
import { privmsg } from './privmsg.ts'
import { quit } from './quit.ts'
import { redact } from './redact.ts'
import { register } from './register.ts'
import { rehash } from './rehash.ts'
import { rename } from './rename.ts'
import { alreadyRegistered } from './reregister.ts'
import { setname } from './setname.ts'
import { stats } from './stats.ts'
import { tagmsg } from './tagmsg.ts'
import { time } from './time.ts'
import { topic } from './topic.ts'
import { user } from './user.ts'
import { userhost } from './userhost.ts'
import { verify } from './verify.ts'
import { version } from './version.ts'
import { wallops } from './wallops.ts'
import { who } from './who.ts'
import { whois } from './whois.ts'
import { whowas } from './whowas.ts'

const help = helpOf(() => commands)

/** Every verb of earshot, one row each; costs are tokens of the rate limit (protocol/limits.ts). */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['ADMIN', { syntax: '[server]', minParams: 0, cost: 1, member: look(admin) }],
  [
    'AUTHENTICATE',
    {
      syntax: 'mechanism | response | *',
      minParams: 1,
      cost: 2,
      needs: 'sasl',
      before: authenticate,
      member: peer(authenticate),
    },
  ],
  ['AWAY', { syntax: '[text]', minParams: 0, cost: 1, before: preAway, member: entry(away) }],
  [
    'BATCH',
    {
      syntax: '+reference draft/multiline target | -reference',
      minParams: 1,
      cost: 1,
      needs: 'draft/multiline',
      member: peer(batch),
    },
  ],
  ['CAP', { syntax: 'LS | LIST | REQ caps | END', minParams: 1, cost: 1, before: cap, member: peer(cap) }],
  [
    'CHATHISTORY',
    {
      syntax: 'subcommand target point [point] limit',
      minParams: 0,
      cost: 3,
      needs: 'draft/chathistory',
      member: look(chathistory),
    },
  ],
  ['CHGHOST', { syntax: 'nick host', minParams: 2, cost: 1, right: 'operator', member: entry(chghost) }],
  ['HELP', { syntax: '[command]', minParams: 0, cost: 1, member: look(help) }],
  ['HELPOP', { syntax: '[command]', minParams: 0, cost: 1, member: look(help) }],
  ['INFO', { syntax: '[server]', minParams: 0, cost: 1, member: look(info) }],
  ['INVITE', { syntax: '[nick channel]', minParams: 0, cost: 2, member: entry(invite) }],
  ['ISON', { syntax: 'nick...', minParams: 1, cost: 1, member: look(ison) }],
  ['JOIN', { syntax: 'channels [keys] | 0', minParams: 1, cost: 2, isListed: true, member: entry(join) }],
  ['KICK', { syntax: 'channels nicks [reason]', minParams: 2, cost: 1, member: entry(kick) }],
  ['KILL', { syntax: 'nick reason', minParams: 2, cost: 1, right: 'operator', member: entry(kill) }],
  ['LINKS', { syntax: '[[remote] mask]', minParams: 0, cost: 1, member: look(links) }],
  ['LIST', { syntax: '[channels] [conditions]', minParams: 0, cost: 3, member: look(list) }],
  ['LUSERS', { syntax: '[mask [server]]', minParams: 0, cost: 1, member: peer(lusers) }],
  [
    'MARKREAD',
    {
      syntax: 'target [timestamp=time]',
      minParams: 0,
      cost: 1,
      needs: 'draft/read-marker',
      member: entry(markread),
    },
  ],
  ['MODE', { syntax: 'target [changes [arguments]]', minParams: 1, cost: 1, member: entry(mode) }],
  ['MONITOR', { syntax: '+ nicks | - nicks | C | L | S', minParams: 1, cost: 2, member: entry(monitor) }],
  ['MOTD', { syntax: '[server]', minParams: 0, cost: 1, member: look(motd) }],
  ['NAMES', { syntax: '[channels]', minParams: 0, cost: 3, isListed: true, member: look(names) }],
  ['NICK', { syntax: 'nick', minParams: 0, cost: 5, before: firstNick, member: entry(nick) }],
  ['NOTICE', { syntax: 'targets text', minParams: 0, cost: 1, member: entry(notice) }],
  [
    'NS',
    {
      syntax: 'PASSWD new | CERT LIST | CERT ADD | CERT DEL [fingerprint] | LOGOUT',
      minParams: 1,
      cost: 5,
      member: peer(ns),
    },
  ],
  ['OPER', { syntax: 'name password', minParams: 2, cost: 5, member: secret(oper) }],
  ['PART', { syntax: 'channels [reason]', minParams: 1, cost: 1, isListed: true, member: entry(part) }],
  ['PASS', { syntax: 'password', minParams: 1, cost: 1, before: pass, member: peer(alreadyRegistered) }],
  ['PING', { syntax: 'token', minParams: 1, cost: 1, before: ping, member: peer(ping) }],
  ['PONG', { syntax: '[token]', minParams: 0, cost: 0, before: pong, member: peer(pong) }],
  ['PRIVMSG', { syntax: 'targets text', minParams: 0, cost: 1, member: entry(privmsg) }],
  ['QUIT', { syntax: '[reason]', minParams: 0, cost: 0, before: quit, member: peer(quit) }],
  [
    'REDACT',
    {
      syntax: 'target msgid [reason]',
      minParams: 2,
      cost: 1,
      needs: 'draft/message-redaction',
      member: entry(redact),
    },
  ],
  [
    'REGISTER',
    { syntax: 'account * password', minParams: 3, cost: 5, before: register, member: peer(register) },
  ],
  ['REHASH', { syntax: '', minParams: 0, cost: 5, right: 'operator', member: peer(rehash) }],
  ['RENAME', { syntax: 'channel name [reason]', minParams: 2, cost: 20, member: entry(rename) }],
  ['SETNAME', { syntax: 'realname', minParams: 1, cost: 1, member: entry(setname) }],
  ['STATS', { syntax: 'l | m | o | u [server]', minParams: 1, cost: 3, member: peer(stats) }],
  ['TAGMSG', { syntax: 'targets', minParams: 0, cost: 1, needs: 'message-tags', member: entry(tagmsg) }],
  ['TIME', { syntax: '[server]', minParams: 0, cost: 1, member: look(time) }],
  ['TOPIC', { syntax: 'channel [topic]', minParams: 1, cost: 1, member: entry(topic) }],
  ['USER', { syntax: 'user 0 * name', minParams: 4, cost: 1, before: user, member: peer(alreadyRegistered) }],
  ['USERHOST', { syntax: 'nick...', minParams: 1, cost: 1, member: look(userhost) }],
  ['VERIFY', { syntax: 'account code', minParams: 2, cost: 1, before: verify, member: peer(verify) }],
  ['VERSION', { syntax: '[server]', minParams: 0, cost: 1, member: look(version) }],
  ['WALLOPS', { syntax: 'text', minParams: 1, cost: 1, right: 'operator', member: entry(wallops) }],
  ['WHO', { syntax: '[mask [o | %fields[,token]]]', minParams: 0, cost: 3, member: look(who) }],
  ['WHOIS', { syntax: '[server] nick', minParams: 0, cost: 1, member: look(whois) }],
  ['WHOWAS', { syntax: 'nick [count [server]]', minParams: 0, cost: 2, member: look(whowas) }],
])
