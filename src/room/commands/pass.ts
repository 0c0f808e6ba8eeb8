import type { Aside } from '../aside.ts'

/** PASS password: RFC 2812 §3.1.1. This room has none, and any is taken, as servers without one do. */
export function pass(_aside: Aside): void {}
