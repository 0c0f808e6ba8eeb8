import { describe, expect, it } from 'vitest'
import { type CapName, allCaps, namesIn } from '../../src/protocol/caps.ts'
import { Stage } from './stage.ts'

/*
 * What sam does reaches everybody in the right form: for every two capabilities that all of them hold, with pla who
 * holds none and ful who holds all beside them. What is right is written down here once more, from the specifications
 * and not from the table of capabilities.
 */

type Name = 'sam' | 'ann' | 'bob' | 'pla' | 'ful' | 'wat' | 'str' | 'inv'

const everybody: readonly Name[] = ['sam', 'ann', 'bob', 'pla', 'ful', 'wat', 'str', 'inv']
const inA: readonly Name[] = ['sam', 'ann', 'bob', 'pla', 'ful']
const inB: readonly Name[] = ['sam', 'bob']
const inC: readonly Name[] = ['sam', 'ann', 'pla']
const names = namesIn(allCaps)

/** How one of them sees what sam does. */
class Eye {
  readonly #who: Name
  readonly #held: readonly CapName[]

  constructor(who: Name, held: readonly CapName[]) {
    this.#who = who
    this.#held = held
  }

  is(...who: readonly Name[]): boolean {
    return who.includes(this.#who)
  }

  has(...caps: readonly CapName[]): boolean {
    return caps.every((cap) => this.#held.includes(cap))
  }

  /** A line of a member, with the account that it is logged in to. */
  said(line: string, account?: string, clientTag?: string): string[] {
    const tags = [
      this.has('server-time') && 'time',
      this.has('account-tag') && account !== undefined && `account=${account}`,
      this.has('message-tags') && 'msgid',
      this.has('message-tags') && clientTag,
    ]
    return [`${tags.filter((tag) => tag).join(' ')} ${line}`]
  }

  /** A message of several lines: one, a blank one, and two that goes on. */
  severalSaid(source: string, verb: string, target: string, account: string, clientTag: string): string[] {
    if (this.has('draft/multiline', 'batch')) {
      return [
        ...this.said(`${source} BATCH +m draft/multiline ${target}`, account, clientTag),
        `batch ${source} ${verb} ${target} :one`,
        `batch ${source} ${verb} ${target} :`,
        `batch draft/multiline-concat ${source} ${verb} ${target} :two`,
        ` ${source} BATCH -m`,
      ]
    }
    const ofEach = [this.has('server-time') && 'time', this.has('account-tag') && `account=${account}`]
    return [
      ...this.said(`${source} ${verb} ${target} :one`, account, clientTag),
      `${ofEach.filter((tag) => tag).join(' ')} ${source} ${verb} ${target} :two`,
    ]
  }

  /** Numerics, of which the code is enough here. */
  told(...codes: string[]): string[] {
    return codes.map((code) => `${this.has('server-time') ? 'time' : ''} ${code}`)
  }

  /** A line that is for members of these channels, and for the watcher if it is for who is away from them. */
  around(cap: CapName, line: string, account?: string, self = true): string[] {
    if (!this.has(cap)) return []
    if (this.is('wat')) return this.has('extended-monitor') ? this.said(line, account) : []
    return this.is(...inA) && (self || !this.is('sam')) ? this.said(line, account) : []
  }

  echoed(line: string, to: readonly Name[], account?: string, clientTag?: string): string[] {
    const sees = this.is('sam') ? this.has('echo-message') : this.is(...to)
    return sees ? this.said(line, account, clientTag) : []
  }

  joined(who: string, channel: string, account?: string): string[] {
    const name = who.startsWith('sam') ? 'New Name' : 'Real Name'
    const full = this.has('extended-join') ? ` ${account ?? '*'} :${name}` : ''
    return this.said(`:${who} JOIN ${channel}${full}`, account)
  }

  /** How far the joined one has read, which nobody has said. */
  marker(channel: string): string[] {
    const time = this.has('server-time') ? 'time' : ''
    return this.has('draft/read-marker') ? [`${time} :s MARKREAD ${channel} *`] : []
  }

  names(): string[] {
    return this.has('no-implicit-names') ? [] : this.told('353', '366')
  }
}

interface Deed {
  readonly what: string
  readonly do: (stage: Stage) => void
  readonly seen: (eye: Eye) => string[]
}

const line = (text: string, seen: Deed['seen']): Deed => ({
  what: text,
  do: (stage) => stage.say('sam', text),
  seen,
})

const sam = ':sam!u@h'
const several = ['one', '', '+two']
const to = (who: readonly Name[], text: string, account?: string): Deed['seen'] => {
  return (eye) => (eye.is(...who) ? eye.said(text, account) : [])
}

const deeds: readonly Deed[] = [
  line('@+x=1 PRIVMSG #a :hi', (eye) => eye.echoed(`${sam} PRIVMSG #a :hi`, inA, undefined, '+x=1')),
  line('NOTICE #b :hi', (eye) => eye.echoed(`${sam} NOTICE #b :hi`, inB)),
  line('PRIVMSG str :psst', (eye) => eye.echoed(`${sam} PRIVMSG str :psst`, ['str'])),
  line('@+x=1 TAGMSG #a', (eye) =>
    eye.has('message-tags') ? eye.echoed(`${sam} TAGMSG #a`, inA, undefined, '+x=1') : [],
  ),
  line('NICK sam2', (eye) => [
    ...to(inA, `${sam} NICK sam2`)(eye),
    ...(eye.is('wat') ? eye.told('731') : []),
  ]),
  line('NICK sam', (eye) => [
    ...to(inA, ':sam2!u@h NICK sam')(eye),
    ...(eye.is('wat') ? eye.told('730') : []),
  ]),
  line('AWAY :lunch', (eye) => [
    ...(eye.is('sam') ? eye.told('306') : []),
    ...eye.around('away-notify', `${sam} AWAY :lunch`, undefined, false),
  ]),
  line('AWAY', (eye) => [
    ...(eye.is('sam') ? eye.told('305') : []),
    ...eye.around('away-notify', `${sam} AWAY`, undefined, false),
  ]),
  line('SETNAME :New Name', (eye) => eye.around('setname', `${sam} SETNAME :New Name`)),
  {
    what: 'ACCOUNT acc',
    do: (stage) => stage.logIn('sam', 'acc'),
    seen: (eye) => eye.around('account-notify', `${sam} ACCOUNT acc`),
  },
  line('TOPIC #a :t', to(inA, `${sam} TOPIC #a :t`, 'acc')),
  {
    what: 'a message of several lines in #a',
    do: (stage) => stage.sayParts('sam', '@+x=1 PRIVMSG #a', several),
    seen: (eye) =>
      eye.is('sam') && !eye.has('echo-message')
        ? []
        : eye.is(...inA)
          ? eye.severalSaid(sam, 'PRIVMSG', '#a', 'acc', '+x=1')
          : [],
  },
  {
    what: 'a message of several lines to str',
    do: (stage) => stage.sayParts('sam', '@+x=1 NOTICE str', several),
    seen: (eye) =>
      eye.is('str') || (eye.is('sam') && eye.has('echo-message'))
        ? eye.severalSaid(sam, 'NOTICE', 'str', 'acc', '+x=1')
        : [],
  },
  line('MODE #a +v ann', to(inA, `${sam} MODE #a +v ann`, 'acc')),
  line('INVITE inv #a', (eye) => {
    if (eye.is('sam')) return eye.told('341')
    const isTold = eye.is('inv') || (eye.is('bob') && eye.has('invite-notify'))
    return isTold ? eye.said(`${sam} INVITE inv #a`, 'acc') : []
  }),
  line('JOIN #c', (eye) => [
    ...(eye.is(...inC) ? eye.joined('sam!u@h', '#c', 'acc') : []),
    ...(eye.is('sam') ? [...eye.marker('#c'), ...eye.names()] : []),
  ]),
  line('RENAME #b #z', (eye) => {
    if (!eye.is(...inB)) return []
    if (eye.has('draft/channel-rename')) return eye.said(`${sam} RENAME #b #z :`, 'acc')
    const [who, account] = eye.is('sam') ? (['sam!u@h', 'acc'] as const) : (['bob!u@h', undefined] as const)
    return [
      ...eye.said(`:${who} PART #b`, account),
      ...(eye.is('sam') ? eye.joined(who, '#z', account) : eye.joined(who, '#z')),
      ...eye.marker('#z'),
      ...eye.names(),
    ]
  }),
  line('RENAME #z #Z', (eye) =>
    eye.is(...inB) && eye.has('draft/channel-rename') ? eye.said(`${sam} RENAME #z #Z :`, 'acc') : [],
  ),
  line('PRIVMSG #z :on', (eye) => eye.echoed(`${sam} PRIVMSG #Z :on`, inB, 'acc')),
  line('KICK #a ann :out', to(inA, `${sam} KICK #a ann :out`, 'acc')),
  line('PART #c :bye', to(inC, `${sam} PART #c :bye`, 'acc')),
  line('CHGHOST sam h2', (eye) => {
    const isIn = eye.is('sam', 'bob', 'pla', 'ful')
    if (eye.is('wat') && eye.has('chghost', 'extended-monitor')) return eye.said(`${sam} CHGHOST u h2`, 'acc')
    if (!isIn) return []
    const change = eye.has('chghost') ? eye.said(`${sam} CHGHOST u h2`, 'acc') : []
    if (eye.is('sam')) return [...change, ...eye.told('396')]
    if (eye.has('chghost')) return change
    return [
      ...eye.said(`${sam} QUIT :Changing host`, 'acc'),
      ...['#a', '#Z'].flatMap((channel) =>
        channel === '#a' || eye.is('bob')
          ? [...eye.joined('sam!u@h2', channel, 'acc'), ...eye.said(`:s MODE ${channel} +o sam`)]
          : [],
      ),
    ]
  }),
  {
    what: 'QUIT',
    do: (stage) => stage.leave('sam', 'Quit: bye'),
    seen: (eye) => {
      if (eye.is('wat')) return eye.told('731')
      return eye.is('bob', 'pla', 'ful') ? eye.said(':sam!u@h2 QUIT :Quit: bye', 'acc') : []
    },
  },
]

function heldBy(who: Name, common: readonly CapName[]): readonly CapName[] {
  return who === 'pla' ? [] : who === 'ful' ? names : common
}

/** What each sees of each deed, when all but two hold these. */
function play(common: readonly CapName[]): ReadonlyMap<string, readonly string[]>[] {
  const stage = new Stage()
  for (const who of everybody) stage.enter(who, heldBy(who, common))
  for (const who of inA) stage.say(who, 'JOIN #a')
  for (const who of inB) stage.say(who, 'JOIN #b')
  stage.say('ann', 'JOIN #c')
  stage.say('pla', 'JOIN #c')
  stage.say('sam', 'MODE #a +o bob')
  stage.say('wat', 'MONITOR + sam')
  stage.makeOperator('sam')
  stage.heard()
  return deeds.map((deed) => {
    deed.do(stage)
    return stage.heard()
  })
}

/** Tags by what matters of them, and of a numeric its code. */
function normal(raw: string): string {
  const [, tagged = '', rest = ''] = /^(?:@(\S+) )?(.*)$/.exec(raw) ?? []
  const tags = tagged.split(';').filter((tag) => tag !== '')
  const shown = tags.map((tag) => tag.replace(/^(time|msgid|batch)=.+/, '$1')).join(' ')
  const untagged = rest.replace(/^:s (\d{3}) .*/, '$1').replace(/ BATCH ([+-]m)[0-9a-z]+/, ' BATCH $1')
  return `${shown} ${untagged}`
}

const sets: readonly (readonly CapName[])[] = [
  [],
  ...names.map((one) => [one]),
  ...names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other])),
  names,
]
const played = sets.map((common) => ({ common, deeds: play(common) }))

describe('what a member does', () => {
  it.each(deeds.map(({ what, seen }, i) => ({ what, seen, i })))(
    'reaches everybody in the form of their capabilities: $what',
    ({ seen, i }) => {
      for (const { common, deeds } of played) {
        const expected = everybody.map((who) => [who, seen(new Eye(who, heldBy(who, common)))])
        const heard = everybody.map((who) => [who, deeds[i]?.get(who)?.map(normal)])
        expect(Object.fromEntries(heard), common.join(' ')).toEqual(Object.fromEntries(expected))
      }
    },
  )
})
