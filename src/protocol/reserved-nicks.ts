import { skeletonsOf } from './skeleton.ts'

/** Who speaks under one of these seems to speak for the room: the daemon's names, and the services of other networks. */
const reserved = new Set(
  [
    'earshot',
    'server',
    'service',
    'services',
    'system',
    'global',
    'AuthServ',
    'BotServ',
    'BouncerServ',
    'ChanServ',
    'HelpServ',
    'HistServ',
    'HostServ',
    'InfoServ',
    'MemoServ',
    'NickServ',
    'OperServ',
    'SaslServ',
    'StatServ',
    'UserServ',
  ].flatMap(skeletonsOf),
)

/** Whether nobody may have this nick, a wire string: it is one of the daemon's, or looks like one. */
export function isReservedNick(nick: string): boolean {
  return skeletonsOf(nick).some((look) => reserved.has(look))
}
