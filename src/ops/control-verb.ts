/*
 * What can be asked on the control socket, as rows: a verb, its arguments, and what it does. Who may: whoever can open
 * the socket, which is its owner, and root.
 */

/** What may stand in an argument: one line of text, a number from 0 on, or one of these words. */
type Kind = 'text' | 'count' | readonly string[]

/** One argument of a verb. */
export interface Argument {
  readonly kind: Kind
  /** What it is, as a help says it: `who is to go`. */
  readonly means: string
  readonly isOptional?: true
  /** The log does not say it: it is a secret, or what somebody says to others. */
  readonly isUnlogged?: true
}

type Arguments = Readonly<Record<string, Argument>>

type ValueIn<K extends Kind> = K extends readonly (infer Word)[] ? Word : K extends 'count' ? number : string

/** The arguments of a request, as their rows have them. */
export type ValuesOf<A extends Arguments> = {
  readonly [Name in keyof A]:
    | ValueIn<A[Name]['kind']>
    | (A[Name] extends { readonly isOptional: true } ? undefined : never)
}

/** A row: what can be asked of a `Desk`, the daemon as those who answer hold it. */
export interface Verb<Desk> {
  /** One sentence for a help. */
  readonly means: string
  readonly takes: Arguments
  /** It only tells of what is: it is nothing for the audit, and may be asked every second. */
  readonly isLook?: true | undefined
  /**
   * What it gives is the answer, what it throws an error for the asker.
   * @throws {TypeError} for arguments that `faultIn` faults
   */
  readonly run: (desk: Desk, values: object) => Promise<object> | object
}

/** The verbs by their names. */
export type Verbs<Desk> = Readonly<Record<string, Verb<Desk>>>

/** Makes a row of which `run` knows the types of its arguments. */
export function verbFor<Desk>() {
  return <const A extends Arguments>(row: {
    readonly means: string
    readonly takes: A
    readonly isLook?: true
    readonly run: (desk: Desk, values: ValuesOf<A>) => Promise<object> | object
  }): Verb<Desk> => ({
    ...row,
    run: (desk, values) => {
      if (!areOf(row.takes, values)) throw new TypeError(faultIn('It', row.takes, values))
      return row.run(desk, values)
    },
  })
}

function areOf<A extends Arguments>(takes: A, values: object): values is ValuesOf<A> {
  return faultIn('', takes, values) === undefined
}

/** What is wrong with the arguments of a request, as a sentence. */
export function faultIn(command: string, takes: Arguments, values: object): string | undefined {
  const given = new Map<string, unknown>(Object.entries(values))
  for (const name of given.keys())
    if (!Object.hasOwn(takes, name)) return unknownArgument(command, takes, name)
  for (const [name, { kind, means, isOptional }] of Object.entries(takes)) {
    const value = given.get(name)
    if (value === undefined && isOptional === true) continue
    if (value === undefined) return `"${command}" needs "${name}": ${means}`
    if (!isOf(kind, value)) return `"${name}" of "${command}" is ${wordsFor(kind)}`
  }
  return undefined
}

/** The arguments that the log may have. */
export function loggedValues(takes: Arguments, values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => takes[name]?.isUnlogged !== true))
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'text') return typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value)
  if (kind === 'count') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  return kind.some((word) => word === value)
}

function wordsFor(kind: Kind): string {
  if (kind === 'text') return 'text on one line, and not empty'
  return kind === 'count' ? 'a whole number from 0 on' : `one of ${kind.join(', ')}`
}

function unknownArgument(command: string, takes: Arguments, name: string): string {
  const known = Object.keys(takes)
  const what = known.length === 0 ? 'it takes none' : `it takes ${known.join(', ')}`
  return `"${command}" has no argument ${JSON.stringify(name.slice(0, 40))}; ${what}`
}
