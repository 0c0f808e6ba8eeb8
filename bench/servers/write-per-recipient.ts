import type { Channel, Delivery, Member } from './chat.ts'

/** What comes to mind first: each line is written to each recipient at once. */
export class WritePerRecipient implements Delivery {
  say(channel: Channel, line: string, except: Member | undefined): void {
    const bytes = Buffer.from(line, 'latin1')
    for (const member of channel) if (member !== except) member.socket.write(bytes)
  }

  answer(member: Member, lines: string): void {
    member.socket.write(lines, 'latin1')
  }
}
