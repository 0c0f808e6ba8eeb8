import { readable } from './fingerprint.ts'
import type { Expected, Refusal, Seen } from './security.ts'
import { Trouble } from './trouble.ts'

/** Somebody is there, and nothing is said to them: they are not who they should be, or others could listen. */
export class Distrust extends Trouble {}

/** A certificate that is not the one: with what was shown, since a fresh word of the room may vouch for it. */
export class WrongCertificate extends Distrust {
  readonly seen: Seen

  constructor(where: string, expected: Expected, seen: Seen) {
    super(
      'ECERT',
      [`WARNING: who answers at ${where} is NOT who it should be. Nothing was said to them.`]
        .concat(comparison(expected, seen))
        .join('\n'),
      'Its certificate was changed by who runs the room, or somebody is in between.',
      'Whoever runs it sees the certificate with:   earshot status',
      ...(expected.key === undefined ? [] : [`If it is this one:   earshot --host ${where} --trust`]),
    )
    this.seen = seen
  }
}

/** Both fingerprints below one another, as people compare them. */
function comparison({ fingerprint, key }: Expected, seen: Seen): string[] {
  if (fingerprint !== undefined && fingerprint !== seen.fingerprint) {
    return [
      `  the room announces the certificate   ${readable(fingerprint)}`,
      `  and there the certificate is         ${readable(seen.fingerprint)}`,
    ]
  }
  return [
    `  the public key of its certificate was   ${readable(key ?? '')}`,
    `  and now it is                           ${readable(seen.key)}`,
    `  in the certificate                      ${readable(seen.fingerprint)}`,
  ]
}

const reasons: Readonly<Record<Refusal, readonly [code: string, what: string, ...next: string[]]>> = {
  stripped: [
    'ESTRIPPED',
    'was joined over TLS before, and now says that it has none. Nothing was said to it: others could listen.',
    'Ask whoever runs it.',
  ],
  'plain-asked': [
    'ESTRIPPED',
    'was joined over TLS before; without it others can listen.',
    'leave out --no-tls',
  ],
  'tls-asked': [
    'ENOTLS',
    'has no TLS that it vouches for, and --tls was asked for.',
    'without --tls what is said there is not encrypted',
  ],
}

/** Why nothing is said to the room, or the host, that `what` names; `option` is what finds it. */
export function refused(refusal: Refusal, what: string, option: string): Distrust {
  const [code, why, ...next] = reasons[refusal]
  const trust = refusal === 'tls-asked' ? [] : [`If it is to be without TLS:   earshot ${option} --trust`]
  return new Distrust(code, `${what} ${why}`, ...next, ...trust)
}
