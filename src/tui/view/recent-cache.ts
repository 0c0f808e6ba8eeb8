/**
 * What was made lately, by what it was made from. Bounded: what was not asked for while as many others were made as it has
 * place for is forgotten.
 */
export class RecentCache<K, V> {
  readonly #most: number
  #newer = new Map<K, V>()
  #older = new Map<K, V>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: K): V | undefined {
    const newer = this.#newer.get(key)
    if (newer !== undefined) return newer
    const older = this.#older.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: K, value: V): void {
    if (this.#newer.size >= this.#most) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(key, value)
  }
}
