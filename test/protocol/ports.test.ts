import { describe, expect, it } from 'vitest'
import { defaultPort, discoveryPort } from '../../src/protocol/ports.ts'

describe('the discovery port', () => {
  it('is the one of the protocol unless a test moves it', () => {
    expect(discoveryPort({})).toBe(defaultPort)
    expect(discoveryPort({ EARSHOT_DISCOVERY_PORT: '' })).toBe(16_667)
    expect(discoveryPort({ EARSHOT_DISCOVERY_PORT: '27001' })).toBe(27_001)
  })

  it.each(['0', '65536', 'x', '-1', '1e3', ' 7'])('is refused when it is %j', (text) => {
    expect(() => discoveryPort({ EARSHOT_DISCOVERY_PORT: text })).toThrow('not a port: unset it')
  })
})
