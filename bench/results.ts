import type { FigureName, Row, ServerName } from './rows.ts'

/** All values that were measured, in the order in which they came. */
export class Results {
  readonly #values = new Map<string, number[]>()

  add(row: Row['name'], server: ServerName, figure: FigureName, value: number): void {
    const key = `${row}|${server}|${figure}`
    const values = this.#values.get(key)
    if (values === undefined) this.#values.set(key, [value])
    else values.push(value)
  }

  values(row: Row['name'], server: ServerName, figure: FigureName): readonly number[] {
    return this.#values.get(`${row}|${server}|${figure}`) ?? []
  }
}
