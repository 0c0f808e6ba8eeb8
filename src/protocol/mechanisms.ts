/** The SASL mechanisms of earshot (RFC 4616, RFC 4422 appendix A, RFC 7677), in the order in which they are offered. */
export const mechanisms = ['PLAIN', 'EXTERNAL', 'SCRAM-SHA-256'] as const

export type Mechanism = (typeof mechanisms)[number]

/** Those that are of use to who has shown a certificate, or has not. */
export function mechanismsFor(hasCertificate: boolean): readonly Mechanism[] {
  return mechanisms.filter((name) => name !== 'EXTERNAL' || hasCertificate)
}

/** Whether a word is the name of one. */
export function isMechanism(name: string): name is Mechanism {
  return mechanisms.some((mechanism) => mechanism === name)
}
