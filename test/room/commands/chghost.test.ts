import { describe, expect, it } from 'vitest'
import { encode } from '../../../src/delivery/encode.ts'
import { caps } from '../../../src/protocol/caps.ts'
import { Scene } from '../harness.ts'

const office = (): Scene =>
  new Scene().enter('ann', 'bob', 'cid').oper('ann').join('#a', 'bob', 'cid').join('#b', 'cid', 'bob')

describe('CHGHOST', () => {
  it('is one line for holders of chghost, and a going and coming for the others, but for the member itself', () => {
    expect(office().all('ann', 'CHGHOST BOB office.example')).toEqual([
      'bob,cid < :bob!~bob@h CHGHOST ~bob office.example',
      'cid < :bob!~bob@h QUIT :Changing host',
      'cid < :bob!~bob@office.example JOIN #a * :bob',
      'cid < :s MODE #a +o bob',
      'cid < :bob!~bob@office.example JOIN #b * :bob',
      'bob < :s 396 bob office.example :is now your displayed host',
      'noted oper.used ann CHGHOST bob',
    ])
  })

  it('tells each link one of the two', () => {
    const lines = office()
      .outcomes(1, 'CHGHOST bob x')
      .flatMap((outcome) => (outcome.type === 'said' ? [outcome.line] : []))
    const seen = (set: number): string[] =>
      lines.map((line) => encode(line, set)).flatMap((text) => / ([A-Z]+) /.exec(text)?.[1] ?? [])
    expect(seen(caps.chghost.bit)).toEqual(['CHGHOST'])
    expect(seen(0)).toEqual(['QUIT', 'JOIN', 'MODE', 'JOIN'])
  })

  it('tells of who is away again', () => {
    const scene = office()
    scene.line('bob', 'AWAY :lunch')
    expect(scene.line('ann', 'CHGHOST bob x')).toContain('cid < :bob!~bob@x AWAY :lunch')
  })

  it('is told to the member alone where nobody shares a channel', () => {
    const scene = new Scene().enter('ann', 'bob').oper('ann')
    expect(scene.line('ann', 'CHGHOST bob x')).toEqual([
      'bob < :bob!~bob@h CHGHOST ~bob x',
      'bob < :s 396 bob x :is now your displayed host',
    ])
    expect(scene.all('ann', 'CHGHOST bob x')).toEqual([])
  })

  it('is told to who watches the nick from elsewhere, if it asked for that', () => {
    const scene = new Scene().enter('ann', 'bob').oper('ann')
    scene.line('ann', 'MONITOR + bob')
    const said = scene.outcomes(1, 'CHGHOST bob x').filter(({ type }) => type === 'said')
    expect(said).toMatchObject([
      { to: { also: [2] } },
      { to: { also: [1] }, line: { command: 'CHGHOST', needs: 'extended-monitor' } },
    ])
  })

  it('takes a host of 64 bytes, and an address', () => {
    for (const host of ['h'.repeat(64), '2001:db8::1', 'a/b_c-d.e']) {
      expect(office().line('ann', `CHGHOST bob ${host}`).at(-1)).toContain(` 396 bob ${host} `)
    }
  })

  it.each(['h'.repeat(65), ':::1', ':', 'a@b', 'a!b', 'é', ':a b', 'a\x02'])('refuses %j', (host) => {
    expect(office().line('ann', `CHGHOST bob ${host}`)).toEqual([
      'ann < :s FAIL CHGHOST INVALID_HOST :A host is 1 to 64 letters, digits and . - _ : /',
    ])
  })

  it('of nobody is answered 401, and 481 to who is no operator', () => {
    expect(office().line('ann', 'CHGHOST dan x')).toEqual(['ann < :s 401 ann dan :No such nick/channel'])
    expect(office().line('bob', 'CHGHOST bob x')[0]).toContain(' 481 bob ')
  })

  it('never makes an away text too long to be told', () => {
    const scene = office()
    const space = 512 - `:${'n'.repeat(32)}!~bob@${'h'.repeat(64)} AWAY :\r\n`.length
    const most = Math.min(space, 390)
    expect(scene.line('bob', `AWAY :${'x'.repeat(most)}`)[0]).toContain(' 306 ')
    for (const line of scene.line('ann', `CHGHOST bob ${'h'.repeat(64)}`)) {
      expect(line.replace(/^\S+ < /, '').length + 2).toBeLessThanOrEqual(512)
    }
  })
})
