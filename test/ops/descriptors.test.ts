import { describe, expect, it } from 'vitest'
import { assumedOpenFiles, openFilesLimit, parseOpenFiles } from '../../src/ops/descriptors.ts'

const limits = (soft: string) => `Limit                     Soft Limit           Hard Limit           Units
Max processes             63522                63522                processes
Max open files            ${soft.padEnd(20)} 1048576              files
Max locked memory         8388608              8388608              bytes
`

describe('the limit of open files', () => {
  it.each([
    ['a number', limits('1024'), 1024],
    ['no limit', limits('unlimited'), Infinity],
    ['a number that is none', limits('10x'), undefined],
    ['a text without that line', 'Max processes 1 1 processes\n', undefined],
    ['nothing', '', undefined],
  ])('is read from %s', (_, text, limit) => {
    expect(parseOpenFiles(text)).toBe(limit)
  })

  it('of this process is at least what is assumed', () => {
    expect(openFilesLimit()).toBeGreaterThanOrEqual(assumedOpenFiles)
  })
})
