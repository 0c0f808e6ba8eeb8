import { vi } from 'vitest'

/**
 * How long a test waits for what comes when it comes. A second, as vitest has it, is little where two cores run three
 * test files and the processes that these start; what is there is seen as soon as ever.
 */
const patience = { timeout: 15_000, interval: 20 }

const { waitFor, waitUntil } = vi
type Options = Parameters<typeof waitFor>[1]
const patient = (options: Options): Options =>
  typeof options === 'number' ? options : { ...patience, ...options }

vi.waitFor = async (callback, options) => await waitFor(callback, patient(options))
vi.waitUntil = async (callback, options) => await waitUntil(callback, patient(options))
