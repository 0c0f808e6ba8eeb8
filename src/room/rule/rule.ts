/** What the operator of the daemon wants done, in the server's name. All strings are wire strings. */
export type Rule =
  /** From a channel, or, where none is named, from the room. */
  | {
      readonly do: 'kick'
      readonly nick: string
      readonly channel?: string | undefined
      readonly reason: string
    }
  /** From a channel, or, where none is named, from the room. */
  | {
      readonly do: 'ban'
      readonly mask: string
      readonly channel?: string | undefined
      readonly add: boolean
    }
  /** To a channel, or, where none is named, to every member. */
  | { readonly do: 'say'; readonly text: string; readonly channel?: string | undefined }
  | { readonly do: 'lock-down'; readonly isOn: boolean }

/** What came of it: how many members it concerned, or the sentence that says why nothing was done (no wire string). */
export type Ruled = { readonly members: number } | { readonly refusal: string }
