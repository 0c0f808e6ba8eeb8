/* One table, and so as long as there are numerics. */

import { cutWire } from './wire.ts'

/**
 * One table, and so as long as there are numerics: every one that earshot sends, with the parameters that the
 * specifications give it (Modern IRC, "Numerics"; RFC 2812 §5). A row makes what follows the recipient's nick. No other
 * file writes a numeric.
 */
export type Numeric = readonly [code: string, ...params: string[]]

export const numerics = {
  RPL_WELCOME: (network: string, mask: string) => ['001', `Welcome to ${network}, ${mask}`],
  RPL_YOURHOST: (server: string, version: string) => [
    '002',
    `Your host is ${server}, running version ${version}`,
  ],
  RPL_CREATED: (when: string) => ['003', `This room was opened ${when}`],
  RPL_MYINFO: (server: string, version: string, user: string, channel: string, withParam: string) => [
    '004',
    server,
    version,
    user,
    channel,
    withParam,
  ],
  RPL_ISUPPORT: (tokens: readonly string[]) => ['005', ...tokens, 'are supported by this server'],
  RPL_STATSLINKINFO: (
    name: string,
    unsentBytes: number,
    sentKib: number,
    lines: number,
    receivedKib: number,
    openSeconds: number,
  ) => [
    '211',
    name,
    String(unsentBytes),
    // How many lines were sent is not counted: most are sent as bytes that others share.
    '*',
    String(sentKib),
    String(lines),
    String(receivedKib),
    String(openSeconds),
  ],
  RPL_STATSCOMMANDS: (verb: string, count: number) => ['212', verb, String(count)],
  RPL_ENDOFSTATS: (query: string) => ['219', query, 'End of /STATS report'],
  RPL_UMODEIS: (modes: string) => ['221', modes],
  RPL_STATSUPTIME: (days: number, time: string) => ['242', `Server Up ${days} days ${time}`],
  RPL_STATSOLINE: (name: string) => ['243', 'O', '*@*', '*', name],
  RPL_LUSERCLIENT: (users: number, invisible: number, servers: number) => [
    '251',
    `There are ${users} users and ${invisible} invisible on ${servers} servers`,
  ],
  RPL_LUSEROP: (ops: number) => ['252', String(ops), 'operator(s) online'],
  RPL_LUSERUNKNOWN: (strangers: number) => ['253', String(strangers), 'unknown connection(s)'],
  RPL_LUSERCHANNELS: (channels: number) => ['254', String(channels), 'channels formed'],
  RPL_LUSERME: (clients: number, servers: number) => [
    '255',
    `I have ${clients} clients and ${servers} servers`,
  ],
  RPL_ADMINME: (server: string) => ['256', server, 'Administrative info'],
  RPL_ADMINLOC1: (line: string) => ['257', line],
  RPL_ADMINLOC2: (line: string) => ['258', line],
  RPL_ADMINEMAIL: (line: string) => ['259', line],
  RPL_LOCALUSERS: (now: number, max: number) => [
    '265',
    String(now),
    String(max),
    `Current local users ${now}, max ${max}`,
  ],
  RPL_GLOBALUSERS: (now: number, max: number) => [
    '266',
    String(now),
    String(max),
    `Current global users ${now}, max ${max}`,
  ],
  RPL_WHOISCERTFP: (nick: string, fingerprint: string) => [
    '276',
    nick,
    `has client certificate fingerprint ${fingerprint}`,
  ],
  RPL_AWAY: (nick: string, text: string) => ['301', nick, text],
  RPL_USERHOST: (replies: string) => ['302', replies],
  RPL_ISON: (nicks: string) => ['303', nicks],
  RPL_UNAWAY: () => ['305', 'You are no longer marked as being away'],
  RPL_NOWAWAY: () => ['306', 'You have been marked as being away'],
  RPL_WHOISUSER: (nick: string, user: string, host: string, realname: string) => [
    '311',
    nick,
    user,
    host,
    '*',
    realname,
  ],
  RPL_WHOISSERVER: (nick: string, server: string, info: string) => ['312', nick, server, info],
  RPL_WHOISOPERATOR: (nick: string) => ['313', nick, 'is a server operator'],
  RPL_WHOWASUSER: (nick: string, user: string, host: string, realname: string) => [
    '314',
    nick,
    user,
    host,
    '*',
    realname,
  ],
  RPL_ENDOFWHO: (mask: string) => ['315', mask, 'End of WHO list'],
  RPL_WHOISIDLE: (nick: string, idleSeconds: number, signonSeconds: number) => [
    '317',
    nick,
    String(idleSeconds),
    String(signonSeconds),
    'seconds idle, signon time',
  ],
  RPL_ENDOFWHOIS: (nick: string) => ['318', nick, 'End of /WHOIS list'],
  /** The channels follow as words. */
  RPL_WHOISCHANNELS: (nick: string) => ['319', nick],
  RPL_LISTSTART: () => ['321', 'Channel', 'Users  Name'],
  RPL_LIST: (channel: string, members: number, topic: string) => ['322', channel, String(members), topic],
  RPL_LISTEND: () => ['323', 'End of /LIST'],
  RPL_CHANNELMODEIS: (channel: string, modes: string, ...args: string[]) => ['324', channel, modes, ...args],
  RPL_CREATIONTIME: (channel: string, seconds: number) => ['329', channel, String(seconds)],
  RPL_WHOISACCOUNT: (nick: string, account: string) => ['330', nick, account, 'is logged in as'],
  RPL_NOTOPIC: (channel: string) => ['331', channel, 'No topic is set'],
  RPL_TOPIC: (channel: string, topic: string) => ['332', channel, topic],
  RPL_TOPICWHOTIME: (channel: string, who: string, seconds: number) => ['333', channel, who, String(seconds)],
  RPL_WHOISBOT: (nick: string) => ['335', nick, 'is a bot'],
  RPL_INVITELIST: (channel: string) => ['336', channel],
  RPL_ENDOFINVITELIST: () => ['337', 'End of /INVITE list'],
  RPL_WHOISACTUALLY: (nick: string, address: string) => ['338', nick, address, 'Is actually using host'],
  RPL_INVITING: (nick: string, channel: string) => ['341', nick, channel],
  RPL_INVEXLIST: (channel: string, mask: string, by: string, seconds: number) => [
    '346',
    channel,
    mask,
    by,
    String(seconds),
  ],
  RPL_ENDOFINVEXLIST: (channel: string) => ['347', channel, 'End of Channel Invite Exception List'],
  RPL_EXCEPTLIST: (channel: string, mask: string, by: string, seconds: number) => [
    '348',
    channel,
    mask,
    by,
    String(seconds),
  ],
  RPL_ENDOFEXCEPTLIST: (channel: string) => ['349', channel, 'End of channel exception list'],
  RPL_VERSION: (version: string, server: string, comments: string) => ['351', version, server, comments],
  RPL_WHOREPLY: (
    channel: string,
    user: string,
    host: string,
    server: string,
    nick: string,
    flags: string,
    realname: string,
  ) => ['352', channel, user, host, server, nick, flags, `0 ${realname}`],
  /** The names follow as words. */
  RPL_NAMREPLY: (symbol: string, channel: string) => ['353', symbol, channel],
  RPL_WHOSPCRPL: (fields: readonly string[]) => ['354', ...fields],
  RPL_LINKS: (server: string, info: string) => ['364', server, server, `0 ${info}`],
  RPL_ENDOFLINKS: (mask: string) => ['365', mask, 'End of /LINKS list'],
  RPL_ENDOFNAMES: (channel: string) => ['366', channel, 'End of /NAMES list'],
  RPL_BANLIST: (channel: string, mask: string, by: string, seconds: number) => [
    '367',
    channel,
    mask,
    by,
    String(seconds),
  ],
  RPL_ENDOFBANLIST: (channel: string) => ['368', channel, 'End of channel ban list'],
  RPL_ENDOFWHOWAS: (nick: string) => ['369', nick, 'End of WHOWAS'],
  RPL_INFO: (line: string) => ['371', line],
  RPL_MOTD: (line: string) => ['372', `- ${line}`],
  RPL_ENDOFINFO: () => ['374', 'End of /INFO list'],
  RPL_MOTDSTART: (server: string) => ['375', `- ${server} Message of the day -`],
  RPL_ENDOFMOTD: () => ['376', 'End of /MOTD command'],
  RPL_WHOISMODES: (nick: string, modes: string) => ['379', nick, `is using modes ${modes}`],
  RPL_YOUREOPER: () => ['381', 'You are now an IRC operator'],
  RPL_REHASHING: () => ['382', 'files', 'Rehashing'],
  RPL_TIME: (server: string, seconds: number, time: string) => ['391', server, String(seconds), time],
  RPL_VISIBLEHOST: (host: string) => ['396', host, 'is now your displayed host'],
  ERR_UNKNOWNERROR: (command: string, text: string) => ['400', command, text],
  ERR_NOSUCHNICK: (nick: string) => ['401', nick, 'No such nick/channel'],
  ERR_NOSUCHSERVER: (server: string) => ['402', server, 'No such server'],
  ERR_NOSUCHCHANNEL: (channel: string) => ['403', channel, 'No such channel'],
  ERR_CANNOTSENDTOCHAN: (channel: string, why: string) => ['404', channel, `Cannot send to channel: ${why}`],
  ERR_TOOMANYCHANNELS: (channel: string) => ['405', channel, 'You have joined too many channels'],
  ERR_WASNOSUCHNICK: (nick: string) => ['406', nick, 'There was no such nickname'],
  ERR_TOOMANYTARGETS: (target: string) => ['407', target, 'Too many targets. Nothing was done'],
  ERR_NOORIGIN: () => ['409', 'No origin specified'],
  ERR_INVALIDCAPCMD: (subcommand: string) => ['410', subcommand, 'Invalid CAP command'],
  ERR_NORECIPIENT: (command: string) => ['411', `No recipient given (${command})`],
  ERR_NOTEXTTOSEND: () => ['412', 'No text to send'],
  ERR_TOOMANYMATCHES: (command: string, mask: string) => [
    '416',
    command,
    mask,
    'Too many matches; not all are shown',
  ],
  ERR_INPUTTOOLONG: () => ['417', 'Input line was too long'],
  ERR_UNKNOWNCOMMAND: (command: string) => ['421', command, 'Unknown command'],
  ERR_NOMOTD: () => ['422', 'No message of the day'],
  ERR_NOADMININFO: (server: string) => ['423', server, 'No administrative info available'],
  ERR_NONICKNAMEGIVEN: () => ['431', 'No nickname given'],
  ERR_ERRONEUSNICKNAME: (nick: string, why = 'Erroneous nickname') => ['432', nick, why],
  /** Texts: who may not have it now, whom it looks like, and who has to log in for it. */
  ERR_NICKNAMEINUSE: (nick: string, why = 'Nickname is already in use') => ['433', nick, why],
  ERR_USERNOTINCHANNEL: (nick: string, channel: string) => [
    '441',
    nick,
    channel,
    "They aren't on that channel",
  ],
  ERR_NOTONCHANNEL: (channel: string) => ['442', channel, "You're not on that channel"],
  ERR_USERONCHANNEL: (nick: string, channel: string) => ['443', nick, channel, 'is already on channel'],
  ERR_NOTREGISTERED: () => ['451', 'You have not registered'],
  ERR_NEEDMOREPARAMS: (command: string) => ['461', command, 'Not enough parameters'],
  ERR_ALREADYREGISTERED: () => ['462', 'You may not reregister'],
  ERR_PASSWDMISMATCH: (why = 'Password incorrect') => ['464', why],
  ERR_YOUREBANNEDCREEP: (why: string) => ['465', why],
  ERR_CHANNELISFULL: (channel: string) => ['471', channel, 'Cannot join channel (+l)'],
  ERR_UNKNOWNMODE: (mode: string) => ['472', mode, 'is unknown mode char to me'],
  ERR_INVITEONLYCHAN: (channel: string) => ['473', channel, 'Cannot join channel (+i)'],
  ERR_BANNEDFROMCHAN: (channel: string) => ['474', channel, 'Cannot join channel (+b)'],
  ERR_BADCHANNELKEY: (channel: string) => ['475', channel, 'Cannot join channel (+k)'],
  ERR_BADCHANMASK: (channel: string, channelBytes: number) => [
    '476',
    channel,
    `Bad channel name: # and 1 to ${channelBytes - 1} bytes without space, comma or colon`,
  ],
  ERR_BANLISTFULL: (channel: string, mode: string) => ['478', channel, mode, 'Channel list is full'],
  ERR_NOPRIVILEGES: () => ['481', "Permission Denied- You're not an IRC operator"],
  ERR_CHANOPRIVSNEEDED: (channel: string) => ['482', channel, "You're not channel operator"],
  ERR_CANTKILLSERVER: () => ['483', 'You cannot kill a server'],
  ERR_NOOPERHOST: () => ['491', 'Nobody can be an operator here'],
  ERR_UMODEUNKNOWNFLAG: () => ['501', 'Unknown MODE flag'],
  ERR_USERSDONTMATCH: () => ['502', "Can't change mode for other users"],
  ERR_HELPNOTFOUND: (subject: string) => ['524', subject, 'No help available on this topic'],
  ERR_INVALIDKEY: (channel: string) => ['525', channel, 'Key is not well-formed'],
  RPL_WHOISSECURE: (nick: string) => ['671', nick, 'is using a secure connection'],
  ERR_INVALIDMODEPARAM: (target: string, mode: string, param: string, why: string) => [
    '696',
    target,
    mode,
    param,
    why,
  ],
  RPL_HELPSTART: (subject: string, line: string) => ['704', subject, line],
  RPL_HELPTXT: (subject: string, line: string) => ['705', subject, line],
  RPL_ENDOFHELP: (subject: string, line: string) => ['706', subject, line],
  RPL_MONONLINE: (targets: string) => ['730', targets],
  RPL_MONOFFLINE: (targets: string) => ['731', targets],
  RPL_MONLIST: (targets: string) => ['732', targets],
  RPL_ENDOFMONLIST: () => ['733', 'End of MONITOR list'],
  ERR_MONLISTFULL: (limit: number, targets: string) => [
    '734',
    String(limit),
    targets,
    'Monitor list is full',
  ],
  RPL_LOGGEDIN: (mask: string, account: string) => [
    '900',
    mask,
    account,
    `You are now logged in as ${account}`,
  ],
  RPL_LOGGEDOUT: (mask: string) => ['901', mask, 'You are now logged out'],
  ERR_NICKLOCKED: (why: string) => ['902', why],
  RPL_SASLSUCCESS: () => ['903', 'SASL authentication successful'],
  ERR_SASLFAIL: (why: string) => ['904', why],
  ERR_SASLTOOLONG: () => ['905', 'SASL message too long'],
  ERR_SASLABORTED: () => ['906', 'SASL authentication aborted'],
  RPL_SASLMECHS: (mechanisms: string) => ['908', mechanisms, 'are available SASL mechanisms'],
} as const satisfies Record<string, (...args: never[]) => Numeric>

/** How much of a parameter that a peer sent is given back to it: as much as leaves room for the rest of any row. */
export const echoedBytes = 256

/**
 * A numeric as the parameters of a line to this nick (`*` before there is one). Middle parameters may be remote text:
 * they are made such that they can stand there, and short enough for the line.
 */
export function addressed([code, ...params]: Numeric, nick: string): { command: string; params: string[] } {
  const last = params.length - 1
  return {
    command: code,
    params: [nick, ...params.map((param, i) => (i === last ? param : asMiddle(param)))],
  }
}

/** What can stand as a middle parameter as it is. */
const middle = /^[^\0\r\n :][^\0\r\n ]*$/

/** Remote text as what can stand before the last parameter of a line, in so many bytes: a word, or `*`. */
export function asMiddle(param: string, bytes = echoedBytes): string {
  if (param.length <= bytes && middle.test(param)) return param
  const word =
    cutWire(param, bytes)
      .replaceAll(/[\0\r\n]/g, '')
      .replace(/^[: ]+/, '')
      .split(' ')[0] ?? ''
  return word === '' ? '*' : word
}

/** How much of what a peer sent is given back in a standard reply, a word. */
const contextBytes = 96

/** The same for the context of a standard reply (IRCv3 standard-replies), which may have several. */
export function contextWord(text: string): string {
  return asMiddle(text, contextBytes)
}
