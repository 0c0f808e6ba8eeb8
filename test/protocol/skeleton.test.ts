import { createRequire } from 'node:module'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { isNick } from '../../src/protocol/names.ts'
import { skeleton, skeletonsOf } from '../../src/protocol/skeleton.ts'
import { toWire } from '../../src/protocol/wire.ts'

/** Unicode's confusables.txt, as unhomoglyph ships it: each character and what it looks like. */
const data: Readonly<Record<string, string>> = createRequire(import.meta.url)('unhomoglyph/data.json')
const corpus = new Map(Object.entries(data))

const mayStand = (text: string): boolean => isNick(toWire(text), defaultLimits)
const looks = (text: string): Set<string> => new Set(skeletonsOf(toWire(text)))
const clash = (one: string, other: string): boolean => [...looks(one)].some((look) => looks(other).has(look))

describe('two nicks', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
  it.each(letters.filter((letter) => letter !== 'm'))('clash where one has what looks like %s', (letter) => {
    const prototype = corpus.get(letter) ?? letter
    const doubles = [...corpus].filter(
      ([from, to]) => to === prototype && from !== letter && mayStand(`_${from}`),
    )
    const missed = doubles.filter(([from]) => !clash(`_${letter}`, `_${from}`))
    expect(missed).toEqual([])
  })

  it('of the corpus are a thousand and more', () => {
    expect([...corpus.keys()].filter((from) => mayStand(`_${from}`)).length).toBeGreaterThan(1_000)
  })

  it.each([
    ['alice', 'aIice'],
    ['bob', 'B0B'],
    ['pace', 'расе'],
    ['ABBA', 'АВВА'],
    ['abba', 'АВВА'],
    ['Änne', 'änne'],
    ['Борис', 'БОРИС'],
    ['νικος', 'ΝΙΚΟΣ'],
    ['æsop', 'aesop'],
    ['ро', 'ρο'],
  ])('clash: %s and %s', (one, other) => expect(clash(one, other)).toBe(true))

  it.each([
    'Anna Anne Ana Ann Hanna Hannah Johanna Joanna André Andre Andrea Andrew Andreas',
    'Arno Amo Bjorn Björn Bjørn Corn Com Marnie Mamie Lara Laura Lena Lina Mila Mia Lia Ila Ali Eli Emil Emilia',
    'José Jose Łukasz Lukasz Šárka Sarka Zoë Zoe Günter Gunter Guenter Weiß Weiss Müller Muller Mueller Ömer',
    'Иван Ивана Анна Анно Ольга Олег Борис Лариса Мария Марина Марія Сергей Сергій Катя Костя Вова Вера Владимир',
    'Γιώργος Γιάννης Ιωάννα Νίκος Νίκη Μαρία Μάριος Ελένη Κώστας Δήμητρα Δημήτρης Αθηνά',
    'محمد أحمد محمود علي عليا حسن حسين فاطمة مريم يوسف خالد خالدة سارة نور',
    'משה שרה רחל לאה יוסף דוד רון רונן נועה נועם אורי אורית',
    '李雷 李蕾 王伟 王玮 张三 李四 田中 山田 山本 太郎 大郎 次郎 さくら サクラ ゆき ユキ けんじ 김철수 김영희 이민수 박지민',
    'अनिल अनिता सुनील सुनीता राम रमा সুমন সুমনা สมชาย สมหญิง தமிழ் Արամ Արմեն გიორგი ნინო',
    'ann ann_ ann__ ann2 ann3 ann| ann^ ann-away c1 c2 c10 c11 c100 c101 worker-1 worker-2 worker-10',
  ])('do not clash: %s', (list) => {
    const names = list.split(' ')
    const pairs = names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const))
    expect(pairs.filter(([one, other]) => clash(one, other))).toEqual([])
  })
})

describe('a skeleton', () => {
  const text = fc.string({ unit: 'grapheme' })
  /** Where it matters: what looks like something. */
  const confusable = fc.array(fc.constantFrom(...corpus.keys())).map((of) => of.join(''))

  it('is its own skeleton', () => {
    fc.assert(
      fc.property(fc.oneof(text, confusable), (text) => {
        expect(skeleton(skeleton(text))).toBe(skeleton(text))
      }),
    )
  })

  it('is the same for what is canonically equal', () => {
    fc.assert(
      fc.property(fc.oneof(text, confusable), (text) => {
        expect(skeleton(text.normalize('NFC'))).toBe(skeleton(text.normalize('NFD')))
      }),
    )
  })

  it('of ASCII is found the quick way as it is the long way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(new Set(skeletonsOf(text))).toEqual(
          new Set([skeleton(text), skeleton(text.toLowerCase())].map(toWire)),
        )
      }),
    )
  })

  it('has a nick in common with itself in another case of ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(clash(text, text.toLowerCase()) && clash(text, text.toUpperCase())).toBe(true)
      }),
    )
  })
})
