import type { Clock } from '../protocol/clock.ts'

interface FarewellsInput {
  readonly clock: Clock
  /** 16 fresh random bytes, base64url. */
  readonly newNonce: () => string
  /** Nobody has answered. */
  readonly gone: (id: string) => void
}

/** Rooms that said goodbye, each asked once more whether that is so. */
export interface Farewells {
  /** Gives the nonce to ask with: its answer is later than the goodbye, whatever number that has. */
  begin(id: string): string
  nonceOf(id: string): string | undefined
  close(): void
}

/** As long as a room has to answer. */
const answerMs = 200

/** Nobody has said goodbye. */
export function openFarewells({ clock, newNonce, gone }: FarewellsInput): Farewells {
  /** By identity: no more than there are rooms. */
  const asked = new Map<string, { readonly nonce: string; readonly cancel: () => void }>()
  return {
    begin(id) {
      asked.get(id)?.cancel()
      const nonce = newNonce()
      asked.set(id, { nonce, cancel: clock.after(answerMs, () => gone(id)) })
      return nonce
    },
    nonceOf: (id) => asked.get(id)?.nonce,
    close() {
      for (const { cancel } of asked.values()) cancel()
    },
  }
}
