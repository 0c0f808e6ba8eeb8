/** Which interfaces cannot be sent on, with the system's error code. */
export interface Troubles {
  /** What became of the sends on one interface: the code of each, undefined for one that was taken. */
  sent(name: string, codes: readonly (string | undefined)[]): void
  list(): readonly { readonly interface: string; readonly code: string }[]
}

/** `changed` is told once per change for the worse. */
export function openTroubles(changed: (name: string, code: string) => void): Troubles {
  const codeOf = new Map<string, string>()
  return {
    sent(name, codes) {
      // One of two broadcast addresses is enough to be heard.
      const code = codes.includes(undefined) ? undefined : codes[0]
      if (code === codeOf.get(name)) return
      if (code === undefined) {
        codeOf.delete(name)
        return
      }
      codeOf.set(name, code)
      changed(name, code)
    },
    list: () => Array.from(codeOf, ([name, code]) => ({ interface: name, code })),
  }
}
