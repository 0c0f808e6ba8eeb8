import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { plainText } from '../../client/safe-text.ts'

/** How a value is written in a file of TOML; in the environment and on a command line all are text. */
export type Form = 'text' | 'number' | 'flag' | 'list'

/** What a setting's value is: how it is written, and how it is read. */
export interface Kind<T> {
  readonly form: Form
  /** Where only these may stand. */
  readonly choices?: readonly string[]
  /**
   * The value in what was written: one text, or of a list any number.
   * @param dir what a relative path begins at
   * @throws {Unusable}
   */
  read(texts: readonly string[], dir: string): T
}

/** Why a value cannot be taken, and what to write instead; where it stands is not known here. */
export class Unusable extends Error {
  override readonly name = 'Unusable'
  /** The text that it is about, of those in a list. */
  readonly text: string
  /** Examples. */
  readonly next: readonly string[]

  constructor(text: string, why: string, ...next: string[]) {
    super(why)
    this.text = text
    this.next = next
  }
}

/** A value that is one text, with what makes a value of it. */
export function text<T>(read: (text: string) => T): Kind<T> {
  return { form: 'text', read: ([one = '']) => read(one) }
}

/** Several, each read alike. */
export function list<T>(read: (text: string) => T): Kind<readonly T[]> {
  return { form: 'list', read: (texts) => texts.map(read) }
}

/** A whole number from `least` to `most`. */
export function number<T>(least: number, most: number, what: string, of: (value: number) => T): Kind<T> {
  return {
    form: 'number',
    read: ([one = '']) => {
      const value = /^\d{1,9}$/.test(one) ? Number(one) : Number.NaN
      if (value >= least && value <= most) return of(value)
      throw new Unusable(one, what)
    },
  }
}

const same = (value: number): number => value

/** A TCP or UDP port; 0 is any free one. */
export const port = number(0, 65_535, 'not a port; write 0 to 65535.', same)

/** A number of things up to `most`; at least so many, or none. */
export const count = (most: number, least = 0): Kind<number> =>
  number(least, most, `write a number from ${least} to ${most}.`, same)

const factors: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, g: 1_000_000_000 }

/** `500k`, `20M`, `1G`; a number alone is bytes. In bytes, 1,000 at least. */
export const size = text((one) => {
  const [, digits = '', unit = ''] = /^(\d{1,12})([kmg]?)b?$/i.exec(one.trim()) ?? []
  const bytes = Number(digits) * (factors[unit.toLowerCase()] ?? Number.NaN)
  if (digits !== '' && bytes >= 1_000 && Number.isSafeInteger(bytes)) return bytes
  throw new Unusable(one, 'not a size; write 500k, 20M or 1G.')
})

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  1: true,
  false: false,
  no: false,
  0: false,
}

/** Yes or no. */
export const flag: Kind<boolean> = {
  form: 'flag',
  read: ([one = '']) => {
    const value = Object.hasOwn(words, one.toLowerCase()) ? words[one.toLowerCase()] : undefined
    if (value !== undefined) return value
    throw new Unusable(one, 'write true or false.')
  },
}

/** A file or a directory. */
export const path: Kind<string> = {
  form: 'text',
  read: ([one = ''], dir) => {
    if (one !== '' && plainText(one) === one) return resolve(dir, one)
    throw new Unusable(one, 'not a path; write one such as /etc/earshot/motd.')
  },
}

/** One of a few words. */
export function choice<T extends string>(...choices: readonly T[]): Kind<T> {
  return {
    form: 'text',
    choices,
    read: ([one = '']) => {
      const found = choices.find((choice) => choice === one)
      if (found !== undefined) return found
      throw new Unusable(one, `write ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`)
    },
  }
}

/** An address of this computer, an IPv6 one perhaps with its zone. */
export const address = text((one) => {
  if (isIP(one.replace(/%.*$/, '')) !== 0) return one
  throw new Unusable(one, 'not an address of this computer; write one such as 192.168.1.20.')
})
