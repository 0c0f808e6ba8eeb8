import { type Mechanism, isMechanism, mechanisms } from '../../protocol/mechanisms.ts'

/** Who we are to the room. */
export interface Login {
  /** Without one it is whose our certificate is. */
  readonly account?: string | undefined
  readonly password?: string | undefined
  /** We show one over TLS. `may`: where it logs in to nothing we come in nevertheless. */
  readonly certificate?: 'may' | 'must' | undefined
}

/** What a connection brings along for who logs in on it. */
export interface Access {
  readonly over: 'plain' | 'tls'
  /** 128 fresh random bits, as letters. */
  readonly nonce: string
  readonly login?: Login | undefined
}

/** Nobody logs in. */
export const anonymous: Access = { over: 'plain', nonce: '' }

/**
 * The mechanisms to try, in order: the certificate, then what never sends the password; where that is not offered, and over
 * TLS alone, what does (RFC 4616 §6).
 * @param offered the value of the capability `sasl` (IRCv3 sasl-3.2); an empty one says nothing
 */
export function waysToLogIn({ over, login = {} }: Access, offered: string): readonly Mechanism[] {
  const isTls = over === 'tls'
  const hasPassword = login.account !== undefined && login.password !== undefined
  const names = offered === '' ? mechanisms : offered.split(',').filter(isMechanism)
  const may: Readonly<Record<Mechanism, boolean>> = {
    EXTERNAL: isTls && login.certificate !== undefined,
    'SCRAM-SHA-256': hasPassword,
    PLAIN: isTls && hasPassword && !names.includes('SCRAM-SHA-256'),
  }
  return preferred.filter((name) => may[name] && names.includes(name))
}

const preferred: readonly Mechanism[] = ['EXTERNAL', 'SCRAM-SHA-256', 'PLAIN']

/** Whether we do not come in without it. */
export const mustLogIn = ({ login }: Access): boolean =>
  login !== undefined && (login.password !== undefined || login.certificate === 'must')
