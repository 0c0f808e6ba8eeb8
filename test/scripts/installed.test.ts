import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from '../../scripts/installed.mjs'
import { makeCheckout, type Checkout } from './checkout.ts'

const a = { version: '1.0.0', integrity: 'sha512-a' }
const elsewhere = { version: '1.0.0', integrity: 'sha512-e', optional: true }
const lock = { '': { name: 'earshot' }, 'node_modules/a': a, 'node_modules/elsewhere': elsewhere }

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
  checkout.write('package-lock.json', JSON.stringify({ packages: lock }))
})
afterEach(() => checkout.dispose())

describe('isInstalled', () => {
  it.each<[string, object, boolean]>([
    ['all there is', { 'node_modules/a': a }, true],
    ['a package for another system, too', { 'node_modules/a': a, 'node_modules/elsewhere': elsewhere }, true],
    ['nothing', {}, false],
    ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }, false],
    ['another content', { 'node_modules/a': { ...a, integrity: 'sha512-b' } }, false],
    ['a package that is no longer wanted', { 'node_modules/a': a, 'node_modules/b': a }, false],
  ])('with %s', (_, packages, expected) => {
    checkout.write('node_modules/.package-lock.json', JSON.stringify({ packages }))
    expect(isInstalled(checkout.root)).toBe(expected)
  })

  it('is false without node_modules, or when npm was interrupted', () => {
    checkout.remove('node_modules/.package-lock.json')
    expect(isInstalled(checkout.root)).toBe(false)
    checkout.remove('node_modules')
    expect(isInstalled(checkout.root)).toBe(false)
  })

  it('says what to do when the lock file is broken', () => {
    checkout.write('package-lock.json', '<<<<<<< HEAD')
    expect(() => isInstalled(checkout.root)).toThrow(/package-lock.json is missing or broken: git checkout/)
  })
})
