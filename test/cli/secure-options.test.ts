import { describe, expect, it } from 'vitest'
import { readSecureOptions, secureArguments } from '../../src/cli/secure-options.ts'
import { noSecurity } from '../tls.ts'

describe('readSecureOptions', () => {
  const all = {
    tlsCert: '/etc/cert.pem',
    tlsKey: '/etc/key.pem',
    requireTls: true,
    sts: '30',
    allowedHost: ['Chat.lan', 'bücher.lan'],
    webOrigin: ['https://gamja.example.org/', 'http://localhost:8080'],
  }

  it('gives values, and nothing for what is not given', () => {
    expect(readSecureOptions({})).toEqual(noSecurity)
    expect(readSecureOptions(all)).toEqual({
      tlsCert: '/etc/cert.pem',
      tlsKey: '/etc/key.pem',
      requireTls: true,
      stsSeconds: 2_592_000,
      allowedHosts: ['chat.lan', 'xn--bcher-kva.lan'],
      webOrigins: ['https://gamja.example.org', 'http://localhost:8080'],
    })
    expect(readSecureOptions({ tlsCert: 'c', tlsKey: 'k' }).tlsKey).toBe(`${process.cwd()}/k`)
  })

  it('gives what is the same command line again, for a daemon in the background', () => {
    expect(secureArguments(readSecureOptions(all))).toEqual([
      '--tls-cert=/etc/cert.pem',
      '--tls-key=/etc/key.pem',
      '--require-tls',
      '--sts=30',
      '--allowed-host=chat.lan',
      '--allowed-host=xn--bcher-kva.lan',
      '--web-origin=https://gamja.example.org',
      '--web-origin=http://localhost:8080',
    ])
    expect(secureArguments(readSecureOptions({}))).toEqual([])
  })

  it('refuses a certificate without its key, and a key alone', () => {
    expect(() => readSecureOptions({ tlsCert: 'c' })).toThrow('go together')
    expect(() => readSecureOptions({ tlsKey: 'k' })).toThrow('go together')
  })

  it('gives no time in which clients have to use TLS, so that they forget one that was given', () => {
    expect(readSecureOptions({ sts: '0' }).stsSeconds).toBe(0)
    expect(secureArguments(readSecureOptions({ sts: '0' }))).toEqual(['--sts=0'])
  })

  it.each(['366', '1.5', '30d', '', '-1'])('refuses days that are none: %j', (sts) => {
    expect(() => readSecureOptions({ sts })).toThrow('a number of days, from 1 to 365, or 0')
  })

  it.each(['', 'chat.lan:80', 'http://chat.lan', 'a/b', 'a b', 'user@chat'])(
    'refuses a name that is none: %j',
    (name) => {
      expect(() => readSecureOptions({ allowedHost: [name] })).toThrow('--allowed-host')
    },
  )

  it.each(['', 'gamja.example.org', 'ws://x', 'https://x/y', 'https://x?y', 'null', 'file:///x'])(
    'refuses an origin that is none: %j',
    (origin) => expect(() => readSecureOptions({ webOrigin: [origin] })).toThrow('--web-origin'),
  )
})
