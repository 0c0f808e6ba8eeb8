import { describe, expect, it } from 'vitest'
import { enlist } from '../../../src/room/bans.ts'
import type { ChannelFlag } from '../../../src/room/room.ts'
import { setUserMode } from '../../../src/room/user-modes.ts'
import { Scene } from '../harness.ts'

/** In `#a` ann is the operator, vic has voice, and bob nothing; out is outside. */
function scene({ flag, ban }: { flag?: ChannelFlag; ban?: string } = {}): Scene {
  const scene = new Scene().enter('ann', 'vic', 'bob', 'out').join('#a', 'ann', 'vic', 'bob')
  scene.line('ann', 'MODE #a +v vic')
  const channel = scene.room.channels.get('#a')
  if (flag !== undefined) channel?.flags.add(flag)
  if (channel !== undefined && ban !== undefined) enlist(channel, 'b', { mask: ban, by: 'ann', atMs: 0 })
  return scene
}

const refused = (nick: string, why: string): string[] => [
  `${nick} < :s 404 ${nick} #a :Cannot send to channel: ${why}`,
]

describe.each(['PRIVMSG', 'TAGMSG'])('%s to a channel', (verb) => {
  const line = verb === 'PRIVMSG' ? 'PRIVMSG #a hi' : '@+t TAGMSG #a'

  it('that is +m is for voice and operators (Modern IRC, "Moderated Channel Mode")', () => {
    expect(scene({ flag: 'm' }).line('bob', line)).toEqual(refused('bob', 'it is moderated (+m)'))
    expect(scene({ flag: 'm' }).line('vic', line)[0]).toMatch(/^ann,bob,vic\*/)
    expect(scene({ flag: 'm' }).line('ann', line)[0]).toMatch(/^vic,bob,ann\*/)
  })

  it('that is +m and not +n is for nobody from outside', () => {
    const open = scene({ flag: 'm' })
    open.room.channels.get('#a')?.flags.delete('n')
    expect(open.line('out', line)).toEqual(refused('out', 'it is moderated (+m)'))
  })

  it.each(['bob!*@*', 'm:bob!*@*'])('by who is banned by %s needs voice', (ban) => {
    expect(scene({ ban }).line('bob', line)).toEqual(refused('bob', 'you are banned or muted (+b)'))
    const voiced = scene({ ban })
    voiced.line('ann', 'MODE #a +v bob')
    expect(voiced.line('bob', line)[0]).toMatch(/^ann,vic,bob\*/)
    expect(scene({ ban: '*!*@*' }).line('ann', line)[0]).toMatch(/^vic,bob,ann\*/)
  })

  it('by who is banned and outside is refused also without +n', () => {
    const open = scene({ ban: 'out!*@*' })
    open.room.channels.get('#a')?.flags.delete('n')
    expect(open.line('out', line)).toEqual(refused('out', 'you are banned or muted (+b)'))
  })

  it('by the room’s operator is held by nothing but +n', () => {
    const ruled = scene({ flag: 'm', ban: '*!*@*' })
    for (const nick of ['bob', 'out']) {
      const member = ruled.room.members.get(ruled.id(nick))
      if (member !== undefined) setUserMode(ruled.room, member, 'o', true)
    }
    expect(ruled.line('bob', line)[0]).toMatch(/^ann,vic,bob\*/)
    expect(ruled.line('out', line)).toEqual(refused('out', 'you are not in it (+n)'))
  })
})

describe('a NOTICE that may not be said', () => {
  it('is nothing, and not answered', () => {
    expect(scene({ flag: 'm' }).line('bob', 'NOTICE #a hi')).toEqual([])
    expect(scene({ ban: 'm:bob!*@*' }).line('bob', 'NOTICE @#a hi')).toEqual([])
    expect(scene({ flag: 'C' }).line('ann', 'NOTICE #a :\x01PING 1\x01')).toEqual([])
  })
})

describe('a channel that is +C', () => {
  it('takes no CTCP, from nobody, whichever of the targets it is', () => {
    const closed = scene({ flag: 'C' })
    closed.join('#b', 'ann', 'bob')
    expect(closed.line('ann', 'PRIVMSG #b,bob,#a,@#a :\x01VERSION\x01')).toEqual([
      'bob,ann* < :ann!~ann@h PRIVMSG #b :\x01VERSION\x01',
      'bob,ann* < :ann!~ann@h PRIVMSG bob :\x01VERSION\x01',
      ...refused('ann', 'it takes no CTCP (+C)'),
      ...refused('ann', 'it takes no CTCP (+C)'),
    ])
  })

  it('takes what somebody does, and text', () => {
    expect(scene({ flag: 'C' }).line('bob', 'PRIVMSG #a :\x01ACTION waves\x01')).toHaveLength(1)
    expect(scene({ flag: 'C' }).line('bob', 'PRIVMSG #a :say \x01VERSION\x01')).toHaveLength(1)
    expect(scene({ flag: 'C' }).line('bob', 'PRIVMSG #a :\x01ACTIONS\x01')[0]).toContain(' 404 ')
  })
})

describe('a target with a rank in front (STATUSMSG)', () => {
  it('is for those of that rank and above, and echoed to its sender under the name as it is', () => {
    expect(scene().line('bob', 'PRIVMSG @#A hi')).toEqual(['ann,bob* < :bob!~bob@h PRIVMSG @#a :hi'])
    expect(scene().line('bob', 'NOTICE +#A hi')).toEqual(['ann,vic,bob* < :bob!~bob@h NOTICE +#a :hi'])
    expect(scene().line('bob', '@+t TAGMSG @#a')).toEqual(['ann,bob* < @+t :bob!~bob@h TAGMSG @#a'])
  })

  it('is not sent twice to who sends it and is of the rank', () => {
    expect(scene().line('ann', 'PRIVMSG @#a hi')).toEqual(['ann* < :ann!~ann@h PRIVMSG @#a :hi'])
    expect(scene().line('ann', 'PRIVMSG +#a hi')).toEqual(['vic,ann* < :ann!~ann@h PRIVMSG +#a :hi'])
  })

  it('is for the room’s operator in it as well', () => {
    const ruled = scene()
    const bob = ruled.room.members.get(ruled.id('bob'))
    if (bob !== undefined) setUserMode(ruled.room, bob, 'o', true)
    expect(ruled.line('vic', 'PRIVMSG @#a hi')[0]).toMatch(/^ann,bob,vic\*/)
  })

  it('is one target beside the channel itself, and another rank is another one', () => {
    expect(scene().line('bob', 'PRIVMSG #a,@#a,+#a,@#A hi')).toHaveLength(3)
  })

  it('is refused where the channel is', () => {
    expect(scene().line('out', 'PRIVMSG @#a hi')).toEqual(refused('out', 'you are not in it (+n)'))
    expect(scene({ flag: 'm' }).line('bob', 'PRIVMSG @#a hi')).toEqual(refused('bob', 'it is moderated (+m)'))
    expect(scene().line('bob', 'PRIVMSG @#none hi')).toEqual(['bob < :s 403 bob #none :No such channel'])
  })

  it('is for the lowest rank where there are several', () => {
    for (const target of ['@+#a', '+@#a', '+@@#a']) {
      expect(scene().line('bob', `PRIVMSG ${target} hi`)).toEqual([
        'ann,vic,bob* < :bob!~bob@h PRIVMSG +#a :hi',
      ])
    }
    expect(scene().line('bob', 'PRIVMSG @@#a hi')).toEqual(['ann,bob* < :bob!~bob@h PRIVMSG @#a :hi'])
  })

  it('is no target with another sign', () => {
    for (const target of ['@%#a', '%#a', '@', '+ann', '@+ann']) {
      expect(scene().line('bob', `PRIVMSG ${target} hi`)).toEqual([
        `bob < :s 401 bob ${target} :No such nick/channel`,
      ])
    }
  })

  it('counts its sign where the relayed line would be over 512 bytes', () => {
    const most = 512 - ':bob!~bob@h PRIVMSG @#a :\r\n'.length
    expect(scene().line('bob', `PRIVMSG @#a :${'x'.repeat(most)}`)[0]).toContain('ann,bob* < ')
    expect(scene().line('bob', `PRIVMSG @#a :${'x'.repeat(most + 1)}`)[0]).toContain(' 417 ')
    expect(scene().line('bob', `PRIVMSG #a :${'x'.repeat(most + 1)}`)[0]).toContain('ann,vic,bob* < ')
  })
})
