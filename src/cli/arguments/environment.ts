/** The value of an environment variable; an empty one counts as unset, as shells and service files write it. */
export function fromEnvironment(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}
