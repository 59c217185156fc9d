/** less and more as a person uses them: keys in, a screen out. */
import { describe, expect, it } from 'vitest';
import { createTerminalSession } from '../../terminal/terminal-session.ts';
import { createTestShell } from '../../test-shell.ts';
// Loaded ahead: the programs are fetched when they are first run, and the tests count turns.
import '../jq/run.ts';
import '../web-programs.ts';
import './less.ts';
import './more.ts';

const ROWS = 6;
const COLUMNS = 30;

const numbers = (count: number): string =>
  Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join('');

/** The rows of a screen, by the few sequences the pager writes. */
class Screen {
  rows: string[] = [''];
  #row = 0;
  #column = 0;
  #saved: string[] = [];
  #bells = 0;

  get bells(): number {
    return this.#bells;
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    for (const piece of text.match(/\x1b\[[?\d;]*[A-Za-z]|\r|\n|\x07|[^\x1b\r\n\x07]+/g) ?? [])
      this.#piece(piece);
  }

  #piece(piece: string): void {
    if (piece === '\x1b[?1049h') {
      this.#saved = this.rows;
      this.rows = [''];
      this.#row = 0;
      this.#column = 0;
    } else if (piece === '\x1b[?1049l') {
      this.rows = this.#saved;
      this.#row = this.rows.length - 1;
      this.#column = 0;
    } else if (piece === '\x1b[H') {
      this.rows = [''];
      this.#row = 0;
      this.#column = 0;
    } else if (piece === '\n') {
      this.#row += 1;
      this.#column = 0;
      this.rows[this.#row] ??= '';
    } else if (piece === '\r') this.#column = 0;
    else if (piece === '\x1b[K' || piece === '\x1b[J') {
      this.rows[this.#row] = (this.rows[this.#row] ?? '').slice(0, this.#column);
    } else if (piece === '\x07') this.#bells += 1;
    else if (piece === '\x1b[7m') this.#add('[');
    else if (piece === '\x1b[27m') this.#add(']');
    else if (!piece.startsWith('\x1b')) this.#add(piece);
  }

  #add(text: string): void {
    const row = this.rows[this.#row] ?? '';
    const end = this.#column + text.length;
    this.rows[this.#row] = row.slice(0, this.#column).padEnd(this.#column) + text + row.slice(end);
    this.#column = end;
  }
}

async function open(files: Readonly<Record<string, string>>, line: string) {
  const { shell } = createTestShell({ files });
  const screen = new Screen();
  const session = createTerminalSession({
    shell,
    write: (text) => screen.write(text),
    columns: COLUMNS,
    rows: ROWS,
    prompt: '$ ',
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((done) => setImmediate(done));
  };
  session.start();
  session.input(`${line}\r`);
  await settle();
  return {
    session,
    screen,
    press: async (keys: string): Promise<readonly string[]> => {
      session.input(keys);
      await settle();
      return screen.rows;
    },
  };
}

const at = (first: number, prompt: string): readonly string[] => [
  ...Array.from({ length: ROWS - 1 }, (_, row) => `line ${first + row}`),
  prompt,
];

describe('less', () => {
  it('fills the screen, moves, and gives the screen back', async () => {
    const { screen, press } = await open({ 'a.txt': numbers(20) }, 'less a.txt');
    expect(screen.rows).toEqual(at(1, '[a.txt]'));
    expect(await press(' ')).toEqual(at(6, ':'));
    expect(await press('j')).toEqual(at(7, ':'));
    expect(await press('2\x1b[A')).toEqual(at(5, ':'));
    expect(await press('b')).toEqual(at(1, ':'));
    expect(await press('d')).toEqual(at(3, ':'));
    expect(await press('G')).toEqual(at(16, '[(END)]'));
    expect(await press('g')).toEqual(at(1, ':'));
    expect(await press('9g')).toEqual(at(9, ':'));
    const after = await press('q');
    expect(after).toEqual(['$ less a.txt', '$ ']);
  });

  it('goes no further than the end, with a bell', async () => {
    const { screen, press } = await open({ 'a.txt': numbers(7) }, 'cat a.txt | less');
    await press('G');
    expect(await press(' ')).toEqual(at(3, '[(END)]'));
    expect(screen.bells).toBe(1);
  });

  it('shows tildes below a short text, and leaves with q only', async () => {
    const { screen, press } = await open({}, 'echo one | less');
    expect(screen.rows).toEqual(['one', '~', '~', '~', '~', '[(END)]']);
    expect(await press('q')).toEqual(['$ echo one | less', '$ ']);
  });

  it('searches forward and back, and marks what it finds', async () => {
    const { press } = await open({ 'a.txt': numbers(30) }, 'less a.txt');
    expect((await press('/1[25]\r'))[0]).toBe('line [12]');
    expect((await press('n'))[0]).toBe('line [15]');
    expect((await press('N'))[0]).toBe('line [12]');
    expect((await press('?line 3\r'))[0]).toBe('[line 3]');
    expect((await press('/nowhere\r')).at(-1)).toBe('[Pattern not found  (press RETURN)]');
  });

  it('shows only matching lines with &', async () => {
    const { press } = await open({ 'a.txt': numbers(30) }, 'less a.txt');
    expect((await press('&0$\r')).slice(0, 4)).toEqual(['line 10', 'line 20', 'line 30', '~']);
    expect((await press('&\r'))[0]).toBe('line 10');
  });

  it('wraps long lines, or cuts and shifts them', async () => {
    const long = `${'abcdefghij'.repeat(4)}\nnext\n`;
    const { screen, press } = await open({ 'a.txt': long }, 'less a.txt');
    expect(screen.rows.slice(0, 3)).toEqual(['abcdefghij'.repeat(3), 'abcdefghij', 'next']);
    expect((await press('-S')).slice(0, 2)).toEqual(['abcdefghij'.repeat(3), 'next']);
    expect((await press('\x1b[C'))[0]).toBe('fghijabcdefghijabcdefghij');
  });

  it.each([
    ['less -N a.txt', '      1 line 1'],
    ['less +4 a.txt', 'line 4'],
    ['less +G a.txt', 'line 26'],
    ['less +/line.12 a.txt', '[line 12]'],
  ])('%s', async (line, first) => {
    const { screen } = await open({ 'a.txt': numbers(30) }, line);
    expect(screen.rows[0]).toBe(first);
  });

  it('prints what fits with -F, and pages what does not', async () => {
    const short = await open({}, 'echo one | less -F');
    expect(short.screen.rows).toEqual(['$ echo one | less -F', 'one', '$ ']);
    const long = await open({ 'a.txt': numbers(9) }, 'less -F a.txt');
    expect(long.screen.rows.at(-1)).toBe('[a.txt]');
  });

  it('walks through several files, and shows its keys', async () => {
    const { screen, press } = await open({ 'a.txt': 'a\n', 'b.txt': 'b\n' }, 'less a.txt b.txt');
    expect(screen.rows.at(-1)).toBe('[a.txt (file 1 of 2) (END) - Next: b.txt]');
    expect(await press(':n')).toEqual(['b', '~', '~', '~', '~', '[b.txt (file 2 of 2) (END)]']);
    expect((await press('h'))[0]).toContain('SUMMARY OF LESS COMMANDS');
    expect((await press('q'))[0]).toBe('b');
  });

  it('shows what comes while it is there, and lays out anew for another size', async () => {
    const { session, screen, press } = await open({}, '{ echo one; sleep 3600; } | less');
    expect(screen.rows[0]).toBe('one');
    session.resize(COLUMNS, 4);
    expect(await press('')).toHaveLength(4);
    expect((await press('q')).at(-1)).toBe('$ ');
  });

  it('copies into a pipe', async () => {
    const { run } = createTestShell({ files: { 'a.txt': numbers(3) } });
    expect((await run('less a.txt | tail -1')).output).toBe('line 3\n');
    expect((await run('more a.txt')).output).toBe(numbers(3));
    expect(await run('less nope.txt')).toEqual({
      output: 'nope.txt: No such file or directory\n',
      exit: 1,
    });
  });
});

describe('more', () => {
  it('stops after each screen and ends by itself', async () => {
    const { screen, press } = await open({ 'a.txt': numbers(8) }, 'more a.txt');
    expect(screen.rows.slice(-2)).toEqual(['line 5', '[--More--]']);
    expect((await press('\r')).slice(-2)).toEqual(['line 6', '[--More--]']);
    expect((await press(' ')).slice(-3)).toEqual(['line 7', 'line 8', '$ ']);
  });
});

describe('man', () => {
  it('pages what a command says of itself', async () => {
    const { screen, press } = await open({}, 'man curl');
    expect(screen.rows[0]).toBe('Usage: curl [options...] <url>');
    expect((await press('q')).at(-1)).toBe('$ ');
    const { run } = createTestShell();
    expect((await run('man jq | head -1')).output).toContain('commandline JSON processor');
    expect(await run('man nothing')).toEqual({ output: 'No manual entry for nothing\n', exit: 16 });
  });
});
