/** Something to be kept open, whose opening, failing and closing are in the hands of the test. */
export class FakeResource {
  readonly port = 6667
  closes = 0
  #endClosing: (() => void) | undefined
  readonly #isSlow: boolean

  constructor(isSlow: boolean) {
    this.#isSlow = isSlow
  }

  readonly close = async (): Promise<void> => {
    this.closes++
    if (this.#isSlow) await new Promise<void>((resolve) => (this.#endClosing = resolve))
  }

  /** Its closing, which is slow, is done. */
  endClosing(): void {
    this.#endClosing?.()
  }
}

interface Attempt {
  readonly failed: (error: unknown) => void
  readonly resolve: (resource: FakeResource) => void
  readonly reject: (error: unknown) => void
}

/** What opens a resource, again and again. */
export class Opener {
  readonly resources: FakeResource[] = []
  readonly attempts: Attempt[] = []
  /** What the next openings do by themselves. */
  behaviour: 'opens' | 'fails' | 'waits' = 'opens'
  isSlowToClose = false

  readonly open = (failed: (error: unknown) => void): Promise<FakeResource> =>
    new Promise((resolve, reject) => {
      this.attempts.push({ failed, resolve, reject })
      if (this.behaviour === 'opens') this.succeed()
      if (this.behaviour === 'fails') reject(new Error('no'))
    })

  /** The latest opening comes to something. */
  succeed(): void {
    const resource = new FakeResource(this.isSlowToClose)
    this.resources.push(resource)
    this.attempts.at(-1)?.resolve(resource)
  }

  /** What was opened latest breaks. */
  breaks(error = new Error('broken')): void {
    this.attempts.at(-1)?.failed(error)
  }

  get opened(): number {
    return this.resources.length
  }
}
