const headBytes = 5
/** No record is longer (RFC 8446 §5.1); what claims to be is for TLS to refuse. */
const mostBytes = 16_384

/**
 * Whether the first record of TLS is here, wherever the reads were cut: what a client offers stands in it, and is looked
 * at before it is answered. Its head says how long it is (RFC 8446 §5.1).
 */
export function hasClientHello(start: Buffer): boolean {
  if (start.length < headBytes) return false
  const recordBytes = start.readUInt16BE(3)
  return recordBytes > mostBytes || start.length >= headBytes + recordBytes
}

/** Whether it offers HTTP by name (ALPN, RFC 7301), as browsers do and IRC clients do not. */
export function offersHttp(clientHello: Buffer): boolean {
  return clientHello.includes('http/1.1')
}
