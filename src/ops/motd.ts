import { cutWire, toWire } from '../protocol/wire.ts'

/** A text as lines of wire strings for 372: no controls, none longer than `bytes`; longer ones go on in the next line. */
export function motdLines(text: string, bytes: number): string[] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => fold(toWire(line.replaceAll('\t', '    ').replaceAll(/\p{Cc}/gu, '')), bytes))
    .filter((line, _, all) => all.length > 1 || line !== '')
}

function fold(wire: string, bytes: number): string[] {
  const lines: string[] = []
  let rest = wire
  while (rest.length > bytes) {
    const most = cutWire(rest, bytes)
    const space = most.lastIndexOf(' ')
    const line = space > 0 ? most.slice(0, space) : most
    lines.push(line)
    rest = rest.slice(line.length).replace(/^ /, '')
  }
  return [...lines, rest]
}
