/** How many taken places are kept before the rest moves up. */
const slack = 256

/**
 * A queue that can be looked into: pushed at the end, shifted at the front, read at any place. Each costs the same
 * however long it is; moving up is paid for by the shifts before it.
 */
export class Ring<Item> {
  #items: (Item | undefined)[] = []
  #head = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  /** The item at this place, 0 being the oldest; undefined outside. */
  at(index: number): Item | undefined {
    return index < 0 ? undefined : this.#items[this.#head + index]
  }

  push(item: Item): void {
    this.#items.push(item)
  }

  shift(): Item | undefined {
    const item = this.at(0)
    if (this.length === 0) return undefined
    this.#items[this.#head++] = undefined
    if (this.#head > slack && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }

  /** The first place whose item passes, for a test that is false up to some place and true from there on. */
  search(passes: (item: Item) => boolean): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = this.at(middle)
      if (item !== undefined && passes(item)) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The items on the way from one place to before another, which may lie before it. */
  *walk(from: number, to: number): Generator<Item> {
    const step = from <= to ? 1 : -1
    for (let i = from; i !== to; i += step) {
      const item = this.at(i)
      if (item !== undefined) yield item
    }
  }

  /** The items from one place to before another. */
  slice(from: number, to: number): Item[] {
    const items: Item[] = []
    for (let i = Math.max(0, from); i < Math.min(to, this.length); i++) {
      const item = this.at(i)
      if (item !== undefined) items.push(item)
    }
    return items
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.slice(0, this.length)[Symbol.iterator]()
  }
}
