import { expect, it } from 'vitest'
import { wslAdvice } from '../../../src/cli/enter/wsl.ts'

it('inside of Windows a room has to be joined by its address, and nowhere else is that said', () => {
  const [advice] = wslAdvice(() => 'Linux version 5.15.153.1-microsoft-standard-WSL2 (gcc)')
  expect(advice?.next).toEqual(['earshot --host 192.168.1.20'])
  expect(wslAdvice(() => 'Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org)')).toEqual([])
  expect(
    wslAdvice(() => {
      throw new Error('no /proc')
    }),
  ).toEqual([])
})
