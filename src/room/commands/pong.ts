import type { Aside } from '../aside.ts'

/** PONG: that it came is all there is to it (RFC 2812 §3.7.3). */
export function pong(_aside: Aside): void {}
