import * as fc from 'fast-check'
import { caps, isCap } from '../../src/protocol/caps.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { commands } from '../../src/room/commands/table.ts'
import type { RoomConfig } from '../../src/room/room.ts'
import type { Rule } from '../../src/room/rule/rule.ts'
import { openedMs } from './harness.ts'

/** One thing that happens to a room; `by` is a connection, which may be a member, or not any more. */
export type Step = { readonly by: number; readonly atMs: number } & (
  | { readonly do: 'register'; readonly nick: string; readonly long: boolean }
  | { readonly do: 'line'; readonly text: string }
  | { readonly do: 'account'; readonly account: string | undefined; readonly asks: boolean }
  | { readonly do: 'enrol'; readonly account: string; readonly salt: string }
  | { readonly do: 'drop'; readonly account: string }
  | {
      readonly do: 'credentials'
      readonly account: string
      readonly salt: string | undefined
      readonly add: boolean
      readonly fingerprint: string
    }
  | { readonly do: 'leave'; readonly reason: string }
  | { readonly do: 'config'; readonly config: RoomConfig }
  | { readonly do: 'rule'; readonly rule: Rule }
  | { readonly do: 'takeover' }
)

const nicks = ['ann', 'ANN', 'bob', 'B0B', 'Cid', 'CId', 'ünï', 'n'.repeat(32), 'dan[1]']
const nick = fc.constantFrom(...nicks)
const channel = fc.constantFrom('#a', '#a', '#a', '#A', '#b', '#ü@+c', `#${'c'.repeat(63)}`, '#d')
/** What is no name, or one of something else. */
const odds = '0 * s o : # &x 1st #none nobody @#a ?* n*'.split(' ')
const odd = fc.constantFrom('', `#${'x'.repeat(64)}`, ...odds)
const name = fc.oneof(
  { weight: 4, arbitrary: channel },
  { weight: 4, arbitrary: nick },
  { weight: 1, arbitrary: fc.constantFrom('@#a', '+#A', '+#b', '@+#a') },
  { weight: 1, arbitrary: odd },
)
const names = fc.array(name, { minLength: 1, maxLength: 5 }).map((of) => of.join(','))
const people = fc.array(nick, { maxLength: 14 }).map((of) => of.join(' '))
const modes = fc.oneof(
  fc.constantFrom('+o', '-o+v', 'b', '+b', '+i-i', '+i', '-t', '-nt+v', '+xyzé', 'vvvvvvvvvvvvvv', '', '+'),
  fc.string({ unit: fc.constantFrom(...'+ - o v b e I k l C i m n s t x é'.split(' ')), maxLength: 14 }),
)
const userModes = fc.string({ unit: fc.constantFrom('+', '-', 'B', 'i', 'o', 'w', 'é'), maxLength: 8 })
/** Parameters of modes, good and bad, so that lists are full, masks match and keys are known. */
const arg = fc.oneof(
  { weight: 3, arbitrary: nick },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '*',
      'b?b',
      '*@0::1',
      'm:ann',
      'm:*',
      '*!~u@*',
      'x',
      'y',
      `${'z'.repeat(100)}*`,
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('1', '2', '3', '0', 'k', 'K', 'k'.repeat(33), 'q:x', '::1') },
)
const args = fc.array(arg, { maxLength: 14 }).map((of) => of.join(' '))
const keys = fc.constantFrom('', '', 'k', 'k,K', ',k', 'x'.repeat(40))
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 20, unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.constantFrom('\x01VERSION\x01', '\x01ACTION x\x01', '\x01') },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 300, max: 505 }).map((size) => 'é x'.repeat(size).slice(0, size)),
  },
)
const tags = fc.constantFrom(
  '',
  '',
  '@+t=\\:;x=y ',
  '@label=l;+a ',
  '@ ',
  '@+earshot/nonce=1 ',
  '@+earshot/nonce=1;+t ',
  '@+earshot/nonce ',
)

const form = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((words) => words.join(' '))
const one = (...verbs: string[]): fc.Arbitrary<string> => fc.constantFrom(...verbs)
const selectors = one('LATEST', 'BEFORE', 'AFTER', 'AROUND', 'BETWEEN', 'LATER')
const time = fc
  .integer({ min: -20_000, max: 120_000 })
  .map((ms) => `timestamp=${new Date(openedMs + ms).toISOString()}`)
/** Those of the room under test, and of another life. */
const msgid = fc.integer({ min: 0, max: 80 }).map((seq) => `b-${seq.toString(36)}`)
const point = fc.oneof(
  time,
  msgid.map((id) => `msgid=${id}`),
  one('*', 'msgid=', 'msgid=c-1', 'uuid=1'),
)
const points = fc.array(point, { minLength: 1, maxLength: 2 }).map((of) => of.join(' '))
const limits = one('0', '1', '5', '100', '1000000000', '-1', 'x', '')
const fields = one('', 'o', '%', '%tcuihsnfdlaor,007', 'o%rfz,1234', '%nf')
const capNames = one('', ':message-tags', ':draft/pre-away batch', ':-batch', `:${'x '.repeat(200)}`)
const verb = fc.constantFrom(...commands.keys(), 'NONSENSE')
const trailing = text.map((last) => `:${last}`)
const maybe = fc.oneof(fc.constant(''), trailing)

/** Lines of batches, which come in any order or make a message of several lines. */
const batchTag = one('@batch=r', '@batch=r', '@batch=r;draft/multiline-concat', '@batch=q', '@batch=r;+t')
const batchOpening = form(
  tags.map((of) => `${of}BATCH`),
  one('+r', '+r', '+r', '+', '+q', '-q', 'r'),
  one('draft/multiline', 'draft/multiline', 'draft/multiline', 'other'),
  name,
)
const batchLine = fc.oneof(
  batchOpening,
  form(batchTag, one('PRIVMSG', 'PRIVMSG', 'NOTICE', 'JOIN'), name, maybe),
  fc.constant('BATCH -r'),
)
const several = fc
  .record({
    tags,
    verb: one('PRIVMSG', 'NOTICE'),
    to: name,
    texts: fc.array(fc.tuple(batchTag, maybe), { minLength: 1, maxLength: 5 }),
  })
  .map(({ tags, verb, to, texts }) =>
    [
      `${tags}BATCH +r draft/multiline ${to}`,
      ...texts.map(([tag, text]) => `${tag} ${verb} ${to} ${text}`),
      'BATCH -r',
    ].join('\n'),
  )

/** Lines that mean something, and lines that do not. */
const line = fc.oneof(
  { weight: 3, arbitrary: form(one('JOIN'), channel, keys) },
  { weight: 3, arbitrary: form(one('PRIVMSG', 'NOTICE'), names, trailing) },
  { weight: 2, arbitrary: form(one('MODE'), channel, modes, people) },
  { weight: 2, arbitrary: form(one('MODE'), channel, modes, args) },
  { weight: 2, arbitrary: form(one('KICK'), channel, nick, maybe) },
  { weight: 2, arbitrary: form(one('INVITE'), nick, channel) },
  { weight: 2, arbitrary: form(one('TOPIC', 'PART'), channel, maybe) },
  { weight: 2, arbitrary: form(one('NICK', 'WHOIS', 'MODE'), nick, fc.oneof(fc.constant(''), modes)) },
  { weight: 2, arbitrary: form(one('AWAY', 'SETNAME'), maybe) },
  { weight: 2, arbitrary: form(one('MONITOR'), one('+', '+', '+', '-', 'C', 'L', 's', '', '+-'), names) },
  { weight: 1, arbitrary: form(one('MODE'), nick, userModes) },
  { weight: 1, arbitrary: form(one('JOIN', 'PART', 'KICK', 'NAMES', 'LIST', 'WHO'), names, names) },
  { weight: 1, arbitrary: form(one('USERHOST', 'ISON'), people) },
  { weight: 1, arbitrary: form(one('LIST'), one('>1', '#a,<2', 'C>0,!*b', 'T<1', '#?', '*,*,*,*', '#a s')) },
  { weight: 1, arbitrary: form(one('WHOWAS'), nick, one('', '1', '-1', 'x', '2 s', '1 elsewhere')) },
  { weight: 1, arbitrary: form(one('WHO'), fc.oneof(name, one('*', 'h', '?*!*@*')), fields) },
  { weight: 1, arbitrary: form(one('OPER root'), one('right', 'right', 'wrong')) },
  { weight: 1, arbitrary: form(one('KILL'), nick, trailing) },
  { weight: 1, arbitrary: form(one('CHGHOST'), nick, one('h', 'a.b:c/d', 'x'.repeat(64), ':x', 'é')) },
  { weight: 1, arbitrary: form(one('WALLOPS'), trailing) },
  { weight: 1, arbitrary: form(one('CAP'), one('LS', 'LS 302', 'LIST', 'REQ', 'END', 'X'), capNames) },
  { weight: 1, arbitrary: form(one('STATS'), one('l', 'm', 'o', 'u', 'x'), one('', 's', 'nowhere')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(tags, one('TAGMSG', 'PRIVMSG', 'NOTICE'), names)
      .map(([t, v, n]) => `${t}${v} ${n} :x`),
  },
  { weight: 2, arbitrary: several },
  { weight: 2, arbitrary: batchLine },
  { weight: 1, arbitrary: form(one('RENAME'), channel, fc.oneof(channel, name), maybe) },
  { weight: 2, arbitrary: form(one('MARKREAD'), name, fc.oneof(time, one('', '*', 'x'))) },
  { weight: 2, arbitrary: form(one('REDACT'), name, msgid, maybe) },
  { weight: 2, arbitrary: form(one('CHATHISTORY'), selectors, names, points, limits) },
  { weight: 1, arbitrary: form(one('CHATHISTORY TARGETS'), time, time, limits) },
  { weight: 1, arbitrary: form(verb, name, maybe) },
  { weight: 1, arbitrary: form(verb, odd, modes, trailing) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40, unit: 'binary' }) },
)

// Clocks of several daemons, and of one that is set back.
const atMs = fc.integer({ min: -10_000, max: 100_000 }).map((ms) => openedMs + ms)
const by = fc.constantFrom(1, 1, 1, 2, 3, 4, 5)
const config: fc.Arbitrary<RoomConfig> = fc.record({
  motd: fc.array(text.map(toWire), { maxLength: 3 }),
  hiddenCaps: fc.subarray(Object.keys(caps).filter(isCap)),
  sts: fc.option(fc.record({ port: fc.constant(16_667), seconds: fc.nat(9) }), { nil: undefined }),
})
const inRoom = fc.option(channel, { nil: undefined })
/** What whoever runs the daemon types is text on one line. */
const typed = text.map((of) => of.replaceAll(/\p{Cc}/gu, ' '))
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ do: fc.constant('kick' as const), nick, reason: typed, channel: inRoom }),
  fc.record({ do: fc.constant('ban' as const), mask: arg, channel: inRoom, add: fc.boolean() }),
  fc.record({ do: fc.constant('say' as const), text: typed, channel: inRoom }),
  fc.record({ do: fc.constant('lock-down' as const), isOn: fc.boolean() }),
)
const salt = fc.constantFrom('AAAA', 'BBBB')
const account = fc.constantFrom(undefined, 'ann', 'a;\\', 'n'.repeat(32))
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ by, atMs, do: fc.constant('line' as const), text: line }) },
  {
    weight: 2,
    arbitrary: fc.record({ by, atMs, do: fc.constant('register' as const), nick, long: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by, atMs, do: fc.constant('account' as const), account, asks: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by, atMs, do: fc.constant('enrol' as const), account: nick, salt }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      by,
      atMs,
      do: fc.constant('credentials' as const),
      account: nick,
      salt: fc.option(salt, { nil: undefined }),
      add: fc.boolean(),
      fingerprint: fc.constantFrom('c'.repeat(64), 'd'.repeat(64), 'e'.repeat(64)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ by, atMs, do: fc.constant('drop' as const), account: nick }) },
  { weight: 1, arbitrary: fc.record({ by, atMs, do: fc.constant('leave' as const), reason: text }) },
  {
    weight: 1,
    arbitrary: fc.record({ by: fc.constant(0), atMs, do: fc.constant('config' as const), config }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by: fc.constant(0), atMs, do: fc.constant('rule' as const), rule }),
  },
  { weight: 1, arbitrary: fc.record({ by: fc.constant(0), atMs, do: fc.constant('takeover' as const) }) },
)

/** Four members in a channel, so that most of what follows has somebody to do it to. */
const crowd: readonly Step[] = ['ann', 'bob', 'n'.repeat(32), 'dan[1]'].flatMap((nick, i) => {
  const base = { by: i + 1, atMs: openedMs }
  return [
    { ...base, do: 'register', nick, long: i === 2 },
    { ...base, do: 'line', text: 'JOIN #a' },
  ]
})

export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.nat({ max: 3 }), fc.array(step, { maxLength: 60, size: 'max' }))
  .map(([crowded, rest]) => (crowded > 0 ? [...crowd, ...rest] : rest))
