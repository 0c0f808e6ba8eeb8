import { describe, expect, it } from 'vitest'
import { operatorArguments, readOperatorOptions } from '../../src/cli/operator-options.ts'

describe('readOperatorOptions', () => {
  const all = {
    serverName: 'irc.example.org',
    adminInfo: 'Ann Ä.\nroom 12',
    operator: 'ann',
    operatorPasswordFile: '/etc/password',
    motdFile: '/etc/motd',
    hiddenCapsFile: '/etc/caps',
    accounts: '/etc/accounts',
  }

  it('gives values, and nothing for what is not given', () => {
    expect(readOperatorOptions({})).toEqual({})
    const { accounts: accountsFile, ...same } = all
    expect(readOperatorOptions(all)).toEqual({
      ...same,
      accountsFile,
      adminInfo: ['Ann \xc3\x84.', 'room 12'],
    })
    expect(readOperatorOptions({ motdFile: 'motd' }).motdFile).toBe(`${process.cwd()}/motd`)
  })

  it('gives what is the same command line again, for a daemon in the background', () => {
    const again = operatorArguments(readOperatorOptions(all))
    expect(again).toEqual([
      '--server-name=irc.example.org',
      '--admin-info=Ann Ä.\nroom 12',
      '--operator=ann',
      '--operator-password-file=/etc/password',
      '--motd-file=/etc/motd',
      '--hidden-caps-file=/etc/caps',
      '--accounts=/etc/accounts',
    ])
    expect(operatorArguments({})).toEqual([])
  })

  it.each(['irc', 'irc example.org', '.org', 'irc.', 'a..b', `${'a'.repeat(60)}.org`, '-a.b', '', 'ä.org'])(
    'refuses a server’s name that is none: %j',
    (serverName) => {
      expect(() => readOperatorOptions({ serverName })).toThrow('such as irc.example.org')
    },
  )

  it('takes a server’s name of 63 characters', () => {
    const serverName = `${'a'.repeat(59)}.org`
    expect(readOperatorOptions({ serverName }).serverName).toBe(serverName)
  })

  it.each(['', 'a\nb\nc\nd', 'a\n\nb', 'x'.repeat(301), 'a\x1b[2J'])(
    'refuses as --admin-info: %j',
    (text) => {
      expect(() => readOperatorOptions({ adminInfo: text })).toThrow('--admin-info')
    },
  )

  it('refuses a name without a password, and a password without a name', () => {
    expect(() => readOperatorOptions({ operator: 'ann' })).toThrow('go together')
    expect(() => readOperatorOptions({ operatorPasswordFile: 'f' })).toThrow('go together')
    for (const operator of ['', 'a b', ':a', 'x'.repeat(65), 'a\x1b']) {
      expect(() => readOperatorOptions({ operator, operatorPasswordFile: 'f' }), operator).toThrow(
        '--operator',
      )
    }
  })
})
