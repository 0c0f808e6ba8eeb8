import { Delivery } from '../../src/delivery/delivery.ts'
import type { Outcome } from '../../src/room/outcome.ts'
import { FakeLink } from '../fake-link.ts'

/** A delivery whose turns end when the test says so. */
export class Office {
  readonly delivery: Delivery
  readonly links = new Map<number, FakeLink>()
  /** How often the end of a turn was asked for and not had. */
  asked = 0

  constructor({ turnBytes = Infinity } = {}) {
    this.delivery = new Delivery({ schedule: () => void this.asked++, turnBytes, server: 'earshot.test' })
  }

  /** A link with these capabilities that reads these channels. */
  enter(id: number, caps: number, ...channels: string[]): FakeLink {
    const link = new FakeLink()
    this.links.set(id, link)
    this.delivery.attach(id, link)
    this.delivery.setCaps(id, caps)
    this.delivery.deliver(channels.map((channel): Outcome => ({ type: 'subscribed', member: id, channel })))
    return link
  }

  turn(): void {
    while (this.asked > 0) {
      this.asked = 0
      this.delivery.flush()
    }
  }
}
