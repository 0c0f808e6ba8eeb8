import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/room/commands/table.ts'
import { Scene } from '../harness.ts'

const ask = (line: string): string[] =>
  new Scene()
    .enter('ann')
    .line('ann', line)
    .map((text) => text.replace('ann < :s ', ''))

describe.each(['HELP', 'HELPOP'])('%s', (verb) => {
  it('lists every command', () => {
    const lines = ask(verb)
    expect(lines.slice(0, 2)).toEqual(['704 ann * :The commands of this room:', '705 ann * :'])
    expect(lines.at(-1)).toMatch(/^706 ann \* :/)
    const words = lines.slice(2, -1).flatMap((line) => line.replace('705 ann * :', '').split(' '))
    expect(words).toEqual([...commands.keys()])
    expect(ask(`${verb} index`)).toEqual(lines.map((line) => line.replace('ann *', 'ann index')))
  })

  it('says of a command what its parameters are, what it costs, and for whom and when it is', () => {
    expect(ask(`${verb} join`)).toEqual([
      '704 ann JOIN :JOIN channels [keys] | 0',
      '705 ann JOIN :',
      "705 ann JOIN :Costs 2 of the connection's tokens for each name of its list",
      '706 ann JOIN :End of /HELP',
    ])
    expect(ask(`${verb} KILL`)).toContain('705 ann KILL :For operators of the room')
    expect(ask(`${verb} CAP`)).toContain('705 ann CAP :Also before registration')
  })

  it('has an answer for every command', () => {
    for (const command of commands.keys()) expect(ask(`${verb} ${command}`).at(-1)).toMatch(/^706 /)
  })

  it('of what is none is 524, with * for what cannot be a parameter', () => {
    expect(ask(`${verb} :no such`)).toEqual(['524 ann * :No help available on this topic'])
    expect(ask(`${verb} frobnicate`)).toEqual(['524 ann frobnicate :No help available on this topic'])
  })
})
