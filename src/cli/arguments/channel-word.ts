/** A channel as it is typed: the # may be left out, as a shell takes it for a comment. */
export function channelWord(text: string | undefined): string | undefined {
  return text === undefined || text.startsWith('#') ? text : `#${text}`
}
