import { afterEach, describe, expect, it } from 'vitest'
import { Keyboard } from '../../src/tui/keyboard.ts'

let said: string[] = []
const keyboard = new Keyboard({
  key: ({ name, text }) => said.push(text === undefined ? name : `"${text}"`),
  paste: (text) => said.push(`paste ${JSON.stringify(text)}`),
  wheel: (up) => said.push(`wheel ${up}`),
  focus: (isFocused) => said.push(`focus ${isFocused}`),
})

/** What comes of these chunks of bytes. */
function of(...chunks: (string | Buffer)[]): string {
  for (const chunk of chunks) keyboard.push(Buffer.from(chunk))
  return said.splice(0).join(' ')
}

afterEach(() => {
  said = []
})

describe('the keyboard', () => {
  it('reads letters of any script and Enter, also where they come at once', () => {
    expect(of('hé日👍\r')).toBe('"h" "é" "日" "👍" return')
    expect(of(' N\t\x7f')).toBe('" " "N" tab backspace')
  })

  it('reads letters that come in pieces of bytes', () => {
    const bytes = Buffer.from('日👍')
    expect(of(bytes.subarray(0, 2), bytes.subarray(2, 5), bytes.subarray(5))).toBe('"日" "👍"')
  })

  it('knows keys by one name, whichever way the terminal says them', () => {
    expect(of('\x01\x17\x1f\x0a')).toBe('C-a C-w C-_ C-j')
    expect(of('\x1b\r', '\x1bb', '\x1b\x7f', '\x1b1', '\x1b<')).toBe('M-return M-b M-backspace M-1 M-<')
    expect(of('\x1b[A', '\x1bOB', '\x1b[1;3A', '\x1b[1;5H', '\x1b[5~', '\x1b[Z', '\x1bOP', '\x1b[19~')).toBe(
      'up down M-up C-home pageup S-tab f1 f8',
    )
    expect(of('\x1b[13;2u', '\x1b[97;5u', '\x1b[97u')).toBe('S-return C-a "a"')
  })

  it('waits for the rest of a sequence, and takes an Escape alone for the key', async () => {
    expect(of('\x1b', '[', 'A')).toBe('up')
    expect(of('\x1b[<64;', '10;10M')).toBe('wheel 1')
    keyboard.push(Buffer.from('\x1b'))
    await expect.poll(() => said.join(' ')).toBe('escape')
  })

  it('takes a paste as it is, with its lines and whatever is in it', () => {
    expect(of('\x1b[200~two\rlines\x1b[A\x1b[201~x')).toBe('paste "two\\rlines\\u001b[A" "x"')
    expect(of('\x1b[200~a', 'b\x1b[20', '1~')).toBe('paste "ab"')
  })

  it('knows the wheel and the focus, and hears nothing of other buttons and of answers', () => {
    expect(of('\x1b[<65;1;1M\x1b[<0;5;5M\x1b[<0;5;5m\x1b[I\x1b[O')).toBe('wheel -1 focus true focus false')
    expect(of('\x1b[?62;22c\x1b]11;rgb:0/0/0\x1b\\\x1bP>|tmux\x1b\\x')).toBe('"x"')
  })

  it('keeps no more of a paste than can be typed', () => {
    keyboard.push(Buffer.from(`\x1b[200~${'x'.repeat(200_000)}`))
    keyboard.push(Buffer.from('\x1b[201~'))
    expect(said[0]?.length).toBeLessThan(66_000)
  })
})
