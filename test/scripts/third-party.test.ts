import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { licencesText, thirdParty } from '../../scripts/third-party.mjs'
import { makeCheckout, type Checkout } from './checkout.ts'

const lock = { '': { name: 'earshot' }, 'node_modules/a': {}, 'node_modules/tool': { dev: true } }

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
  checkout.write('package-lock.json', JSON.stringify({ packages: lock }))
  checkout.write('node_modules/a/package.json', '{"name":"a","version":"1.2.3","license":"ISC"}')
  checkout.write('node_modules/a/LICENSE.md', 'Copyright (c) somebody\n')
})
afterEach(() => checkout.dispose())

describe('thirdParty', () => {
  it('names what is installed with earshot, in the page or a table of ours, and no tool', () => {
    expect(thirdParty(checkout.root).map(({ name, as }) => [name, as])).toEqual([
      ['a', 'dependency'],
      ['gemoji', 'data'],
      ['preact', 'page'],
    ])
    expect(licencesText(thirdParty(checkout.root))).toContain('a 1.2.3 (ISC)\n\nCopyright (c) somebody\n')
  })

  it('takes no package whose licence nobody has agreed to', () => {
    checkout.write('node_modules/a/package.json', '{"name":"a","version":"1.2.3","license":"AGPL-3.0"}')
    expect(() => thirdParty(checkout.root)).toThrow('a has the licence AGPL-3.0')
  })

  it('takes no package without the text of its licence', () => {
    checkout.remove('node_modules/a/LICENSE.md')
    expect(() => thirdParty(checkout.root)).toThrow('a comes without the text of its licence')
  })
})
