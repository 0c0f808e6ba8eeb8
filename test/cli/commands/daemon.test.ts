import { describe, expect, it } from 'vitest'
import { noSecurity } from '../../tls.ts'
import {
  type DaemonArguments,
  argumentsOf,
  ownName,
  readDaemonOptions,
} from '../../../src/cli/commands/daemon.ts'

const given: DaemonArguments = {
  port: '16667',
  logLevel: 'info',
  discovery: true,
  limits: true,
  stateDir: '/s',
  name: ' Office ',
}

describe('readDaemonOptions', () => {
  it('gives values with absolute places', () => {
    expect(readDaemonOptions(given)).toEqual({
      ...noSecurity,
      port: 16_667,
      name: 'Office',
      stateDir: '/s',
      logDir: '/s/log',
      logLevel: 'info',
      discovery: true,
      limits: true,
    })
    expect(readDaemonOptions({ ...given, bind: '::1' }).bind).toBe('::1')
    expect(readDaemonOptions({ ...given, replay: '0' }).replay).toBe(0)
  })

  it('refuses what could not work before anything is started', () => {
    expect(() => readDaemonOptions({ ...given, port: 'x' })).toThrow('--port')
    expect(() => readDaemonOptions({ ...given, bind: 'office' })).toThrow('--bind')
    for (const replay of ['101', '-1', '', 'many']) {
      expect(() => readDaemonOptions({ ...given, replay }), replay).toThrow('--replay')
    }
    for (const name of ['', ' ', '\u200b\u3164', 'x'.repeat(49), 'a\x1b[2J', 'a\u202eb']) {
      expect(() => readDaemonOptions({ ...given, name }), JSON.stringify(name)).toThrow('--name')
    }
  })

  it('calls the room as it is announced', () => {
    expect(readDaemonOptions({ ...given, name: 'Of\u200bfice' }).name).toBe('Office')
    expect(readDaemonOptions({ ...given, name: 'x'.repeat(48) }).name).toHaveLength(48)
  })
})

describe('a daemon in the background', () => {
  it('is started with the same options', () => {
    const options = readDaemonOptions({ ...given, limits: false, replay: '7' })
    expect(argumentsOf(options)).toEqual(expect.arrayContaining(['--no-limits', '--replay=7']))
    expect(argumentsOf(readDaemonOptions(given)).join(' ')).not.toContain('--replay')
  })
})

describe('ownName', () => {
  it('is the host without its domain, and never localhost', () => {
    expect(['laptop.lan', 'localhost', ''].map(ownName)).toEqual(['laptop', 'earshot', 'earshot'])
    expect(ownName('x'.repeat(63))).toHaveLength(48)
  })
})
