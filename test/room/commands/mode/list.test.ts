import { describe, expect, it } from 'vitest'
import { Scene } from '../../harness.ts'

const scene = (limits = {}): Scene =>
  new Scene({ limits }).enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')

describe('a list of MODE', () => {
  it('takes masks, completed, and gives them in the order of setting with who set them and when', () => {
    const bans = scene()
    expect(bans.line('ann', 'MODE #a +bb Dan *.example.org')).toEqual([
      'ann,bob < :ann!~ann@h MODE #a +bb Dan!*@* *!*@*.example.org',
    ])
    expect(bans.line('cid', 'MODE #a b')).toEqual([
      'cid < :s 367 cid #a Dan!*@* ann!~ann@h :1767323045',
      'cid < :s 367 cid #a *!*@*.example.org ann!~ann@h :1767323045',
      'cid < :s 368 cid #a :End of channel ban list',
    ])
  })

  it('is told as it is after the line, each list once however often it is asked for', () => {
    expect(scene().line('ann', 'MODE #a +bbb-b x')).toEqual([
      'ann,bob < :ann!~ann@h MODE #a +b x!*@*',
      'ann < :s 367 ann #a x!*@* ann!~ann@h :1767323045',
      'ann < :s 368 ann #a :End of channel ban list',
    ])
  })

  it('of exceptions is for operators: e is 348 and 349, I is 346 and 347', () => {
    const lists = scene()
    lists.line('ann', 'MODE #a +eI x y')
    expect(lists.line('ann', 'MODE #a eI')).toEqual([
      'ann < :s 348 ann #a x!*@* ann!~ann@h :1767323045',
      'ann < :s 349 ann #a :End of channel exception list',
      'ann < :s 346 ann #a y!*@* ann!~ann@h :1767323045',
      'ann < :s 347 ann #a :End of Channel Invite Exception List',
    ])
    expect(lists.line('bob', 'MODE #a +eI')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
  })

  it('has a mask once, and loses it in any spelling; what is not on it is not told', () => {
    const bans = scene()
    bans.line('ann', 'MODE #a +b Dan')
    expect(bans.line('ann', 'MODE #a +b DAN!*@*')).toEqual([])
    expect(bans.line('ann', 'MODE #a -b other')).toEqual([])
    expect(bans.line('ann', 'MODE #a -b+b dan dAN')).toEqual([])
    expect(bans.line('ann', 'MODE #a -b daN')).toEqual(['ann,bob < :ann!~ann@h MODE #a -b dAN!*@*'])
  })

  it('takes no mask that is none: 696, and the rest is done', () => {
    expect(scene().line('ann', `MODE #a +bbb q:x ${'x'.repeat(200)} y`)).toEqual([
      'ann < :s 696 ann #a b q:x :Not a mask, or too long',
      `ann < :s 696 ann #a b ${'x'.repeat(200)} :Not a mask, or too long`,
      'ann,bob < :ann!~ann@h MODE #a +b y!*@*',
    ])
    expect(scene().line('ann', 'MODE #a +b :')).toEqual(['ann < :s 696 ann #a b * :Not a mask, or too long'])
    expect(scene().line('ann', 'MODE #a +b :a b')).toEqual([
      'ann < :s 696 ann #a b a :Not a mask, or too long',
    ])
  })

  it('is full with as many masks as the limit says, all lists together: 478', () => {
    const full = scene({ listModes: 2 })
    expect(full.line('ann', 'MODE #a +beIb x y z x')).toEqual([
      'ann < :s 478 ann #a I :Channel list is full',
      'ann,bob < :ann!~ann@h MODE #a +be x!*@* y!*@*',
    ])
    expect(full.line('ann', 'MODE #a -b+I x z')).toEqual(['ann,bob < :ann!~ann@h MODE #a -b+I x!*@* z!*@*'])
  })

  it('is told in as many lines as long masks need, each within its bounds', () => {
    const long = 'n'.repeat(32)
    const masks = Array.from({ length: 4 }, (_, i) => `${'x'.repeat(100)}${i}!*@*`)
    const bans = scene()
    bans.register(long, { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    bans.join('#a', long).line('ann', `MODE #a +o ${long}`)
    for (const mask of masks) bans.line('ann', `MODE #a +b ${mask}`)
    const told = bans
      .line(long, `MODE #a -bbbb ${masks.join(' ').replaceAll('!*@*', '')}`)
      .map((line) => line.slice(line.indexOf(' < ') + 3))
    expect(told).toHaveLength(2)
    for (const line of told) expect(line.length).toBeLessThanOrEqual(510)
    expect(told.flatMap((line) => line.split(' ').slice(4))).toEqual(masks)
  })
})
