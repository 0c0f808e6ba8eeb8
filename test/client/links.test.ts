import { describe, expect, it } from 'vitest'
import { linked } from '../../src/client/links.ts'

const hrefs = (text: string): string[] =>
  linked(text).flatMap(({ href }) => (href === undefined ? [] : [href]))

describe('linked', () => {
  it('finds addresses of http and https, without what ends the sentence around them', () => {
    expect(hrefs('see http://a.example/b, (https://c.example/d(e)) and HTTPS://F.example!')).toEqual([
      'http://a.example/b',
      'https://c.example/d(e)',
      'https://f.example/',
    ])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://',
    'https://[bad/',
    'irc://a/b',
  ])('makes no link of %s', (text) => {
    expect(linked(text)).toEqual([{ text }])
  })

  it('loses nothing of the text', () => {
    const text = 'a http://b.example/<c> "http://d.example" https://e.example.'
    expect(
      linked(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text)
  })
})
