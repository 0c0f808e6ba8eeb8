import { describe, expect, it } from 'vitest'
import { senderCopy } from '../../src/delivery/sender-copy.ts'
import { by, capSet, said } from './lines.ts'

const sender = { id: 1, channels: new Set(['#a']), caps: 0 }
const echoing = { ...sender, caps: capSet('echo-message') }
const text = by('adam', 'PRIVMSG', '#a', 'hi')
const toChannel = said(text, { channels: ['#a'] }, 1)
const toForeignChannel = said(text, { channels: ['#b'] }, 1)
const toOther = said(text, { also: [2] }, 1)
const toSelf = said(text, { also: [1] }, 1)
const join = said(by('adam', 'JOIN', '#a'), { channels: ['#a'] })
const away = said(by('adam', 'AWAY', 'x'), { channels: ['#a'], except: [1] })

describe('who says something', () => {
  it.each([
    {
      what: 'a text to its channel',
      said: toChannel,
      echo: ['none', 'none'],
      echoed: ['shared', 'answered'],
    },
    {
      what: 'a text to a channel that it is not in',
      said: toForeignChannel,
      echo: ['none', 'none'],
      echoed: ['answered', 'answered'],
    },
    { what: 'a text to somebody', said: toOther, echo: ['none', 'none'], echoed: ['answered', 'answered'] },
    { what: 'a text to itself', said: toSelf, echo: ['shared', 'shared'], echoed: ['both', 'both'] },
    { what: 'a JOIN', said: join, echo: ['shared', 'answered'], echoed: ['shared', 'answered'] },
    {
      what: 'an AWAY that it is not to see',
      said: away,
      echo: ['shared', 'shared'],
      echoed: ['shared', 'shared'],
    },
  ])('gets its own copy of $what by its capabilities and its label', ({ said, echo, echoed }) => {
    expect([senderCopy(said, sender, false), senderCopy(said, sender, true)]).toEqual(echo)
    expect([senderCopy(said, echoing, false), senderCopy(said, echoing, true)]).toEqual(echoed)
  })
})
