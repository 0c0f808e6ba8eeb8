import { describe, expect, it } from 'vitest'
import { Person } from '../stage.ts'

const family = '👩‍👩‍👧‍👦'

describe('the editor', () => {
  it('takes a family, a flag and a letter with marks as one letter', () => {
    const ann = new Person().type('a')
    for (const letter of [family, '🇩🇪', 'e\u0301'])
      ann.happen({ type: 'key', at: ann.at, name: letter, text: letter })
    expect(ann.typed).toBe(`a${family}🇩🇪e\u0301|`)
    expect(ann.press('backspace').typed).toBe(`a${family}🇩🇪|`)
    expect(ann.press('left', 'left').typed).toBe(`a|${family}🇩🇪`)
    expect(ann.press('delete').typed).toBe('a|🇩🇪')
    expect(ann.press('right').typed).toBe('a🇩🇪|')
  })

  it('moves by words, by lines and to their ends', () => {
    const ann = new Person().type('one two-three  four')
    expect(ann.press('M-b').typed).toBe('one two-three  |four')
    expect(ann.press('M-b').typed).toBe('one two-|three  four')
    expect(ann.press('C-a', 'M-f').typed).toBe('one| two-three  four')
    expect(ann.press('C-right', 'C-right').typed).toBe('one two-three|  four')
    expect(ann.press('C-e').typed).toBe('one two-three  four|')
    expect(ann.press('C-j').type('ab').press('up').typed).toBe('on|e two-three  four\nab')
    expect(ann.press('down').typed).toBe('one two-three  four\nab|')
    expect(ann.press('home').typed).toBe('one two-three  four\n|ab')
  })

  it('cuts and puts back; pieces that are cut in a row are one', () => {
    const ann = new Person().type('one two-three four')
    expect(ann.press('C-w', 'C-w').typed).toBe('one |')
    expect(ann.press('C-y').typed).toBe('one two-three four|')
    expect(ann.press('M-backspace').typed).toBe('one two-three |')
    expect(ann.press('C-a', 'M-d').typed).toBe('| two-three ')
    expect(ann.press('C-k').typed).toBe('|')
    expect(ann.press('C-y').typed).toBe('one two-three |')
    expect(ann.press('M-y').typed).toBe('four|')
    expect(ann.press('M-y').typed).toBe('two-three four|')
    expect(ann.press('C-u').typed).toBe('|')
  })

  it('cuts the line feed at the end of a line', () => {
    const ann = new Person().type('a').press('M-return').type('b').press('up')
    expect(ann.press('C-k').typed).toBe('a|b')
  })

  it('changes two letters about', () => {
    const ann = new Person().type('teh')
    expect(ann.press('C-t').typed).toBe('the|')
    expect(ann.press('C-a', 'C-t').typed).toBe('|the')
    expect(ann.press('right', 'C-t').typed).toBe('ht|e')
  })

  it('undoes word by word, and what Ctrl-C took away', () => {
    const ann = new Person().type('one two')
    expect(ann.press('C-_').typed).toBe('one|')
    expect(ann.press('C-_').typed).toBe('|')
    ann.type('half a thought').press('C-c')
    expect(ann.typed).toBe('|')
    expect(ann.press('C-_').typed).toBe('half a thought|')
  })
})

describe('what was said', () => {
  it('comes back by Up, and what was half typed after it', () => {
    const ann = new Person().type('first').press('return').type('second').press('return').type('half')
    expect(ann.press('up').typed).toBe('second|')
    expect(ann.press('up').typed).toBe('first|')
    expect(ann.press('up').typed).toBe('first|')
    expect(ann.press('down', 'down').typed).toBe('half|')
  })

  it('is found by Ctrl-R, and said again or changed', async () => {
    const ann = new Person().type('make tea').press('return').type('take a walk').press('return')
    ann.press('C-r').type('ake')
    expect((await ann.look()).at(-1)).toBe('said "ake": take a walk')
    ann.press('C-r')
    expect((await ann.look()).at(-1)).toBe('said "ake": make tea')
    expect(ann.press('return').typed).toBe('make tea|')
    ann.press('C-r').type('walk').press('escape')
    expect(ann.typed).toBe('make tea|')
  })
})
