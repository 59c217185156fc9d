/** The line editor as a table: keys typed, the line they make. */
import { describe, expect, it } from 'vitest';
import type { EditorState } from './editor-state.ts';
import { KeyReader } from './keys.ts';
import { createEditor, type Effect, reduceKey, replaceWord, resizeEditor } from './line-editor.ts';

const esc = '\x1b';
const ctrl = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 64);

function type(
  data: string,
  history: readonly string[] = [],
  columns = 80,
  more = /\\$|do$/,
): { state: EditorState; effects: Effect[] } {
  let state = createEditor('$ ', columns, history);
  const effects: Effect[] = [];
  for (const key of new KeyReader().feed(data)) {
    const step = reduceKey(state, key, (text) => more.test(text));
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

/** The line with `|` for the cursor. */
function line(state: EditorState): string {
  return `${state.text.slice(0, state.cursor)}|${state.text.slice(state.cursor)}`;
}

describe('keys', () => {
  it.each([
    ['abc', 'abc|'],
    [`abc${ctrl('A')}`, '|abc'],
    [`abc${ctrl('A')}${ctrl('F')}x`, 'ax|bc'],
    [`abc${ctrl('B')}${ctrl('D')}`, 'ab|'],
    [`abc${esc}[D${esc}[D\x7f`, '|bc'],
    [`abc${esc}[H${esc}[3~`, '|bc'],
    [`abc${esc}[H${esc}[F!`, 'abc!|'],
    [`one two${ctrl('W')}`, 'one |'],
    [`one two${ctrl('W')}${ctrl('W')}${ctrl('Y')}`, 'one two|'],
    [`one two${ctrl('U')}x${ctrl('Y')}`, 'xone two|'],
    [`one two${ctrl('A')}${ctrl('K')}${ctrl('Y')}${ctrl('Y')}`, 'one twoone two|'],
    [`one two${esc}b${esc}b`, '|one two'],
    [`one two${ctrl('A')}${esc}f`, 'one| two'],
    [`one two${ctrl('A')}${esc}d`, '| two'],
    [`one two${esc}[1;5D`, 'one |two'],
    [`a/b-c${esc}\x7f`, 'a/b-|'],
    [`ab${ctrl('T')}`, 'ba|'],
    [`héllo 日本${ctrl('H')}`, 'héllo 日|'],
    ['👍🏽\x7f', '|'],
    [`abc${ctrl('U')}${ctrl('_')}`, 'abc|'],
    [`${esc}[200~echo a\necho b${esc}[201~`, 'echo a\necho b|'],
    [`web${ctrl('A')}${esc}u`, 'WEB|'],
  ])('%j', (data, expected) => {
    expect(line(type(data).state)).toBe(expected);
  });
});

describe('history', () => {
  const history = ['kubectl get pods', 'ls', 'kubectl get nodes'];
  it.each([
    [`${esc}[A`, 'kubectl get nodes|'],
    [`${esc}[A${esc}[A${esc}[A${esc}[A`, 'kubectl get pods|'],
    [`draft${esc}[A${esc}[B`, 'draft|'],
    [`${ctrl('P')}${ctrl('P')}${ctrl('N')}`, 'kubectl get nodes|'],
    [`${ctrl('R')}pods\r`, '|'],
    [`${ctrl('R')}get${ctrl('R')}${ctrl('E')}`, 'kubectl get pods|'],
    [`x${ctrl('R')}ls${ctrl('G')}`, 'x|'],
    [`echo ${esc}.`, 'echo nodes|'],
  ])('%j', (data, expected) => {
    expect(line(type(data, history).state)).toBe(expected);
  });

  it('Ctrl-R then Enter runs what was found', () => {
    const { effects } = type(`${ctrl('R')}pods\r`, history);
    expect(effects.at(-1)).toEqual({ type: 'submit', line: 'kubectl get pods' });
  });

  it('a search that finds nothing says so', () => {
    const written = type(`${ctrl('R')}zz`, history).effects.map((each) =>
      each.type === 'write' ? each.text : '',
    );
    expect(written.at(-1)).toContain("(failed reverse-i-search)`zz': ");
  });
});

describe('effects', () => {
  const last = (data: string) => type(data).effects.at(-1);
  it('Enter submits, or opens a line when more is wanted', () => {
    expect(last('ls\r')).toEqual({ type: 'submit', line: 'ls' });
    expect(type('for x in 1; do\r').state.text).toBe('for x in 1; do\n');
    expect(last('do\recho\r')).toEqual({ type: 'submit', line: 'do\necho' });
  });
  it('Ctrl-C, Ctrl-D, Tab, Esc-Tab', () => {
    expect(last(`abc${ctrl('C')}`)).toEqual({ type: 'interrupt' });
    expect(type(`abc${ctrl('C')}`).state.text).toBe('');
    expect(last(ctrl('D'))).toEqual({ type: 'eof' });
    expect(last('kub\t\t')).toEqual({ type: 'complete', text: 'kub', cursor: 3, times: 2 });
    expect(last(`${esc}\t`)).toEqual({ type: 'leave' });
  });
  it('a letter at the end is only written; inside, the line is drawn again', () => {
    expect(type('a').effects).toEqual([{ type: 'write', text: 'a' }]);
    expect(type(`ab${esc}[Dx`).effects.at(-1)).toEqual({
      type: 'write',
      text: '\r\x1b[J$ axb\r\x1b[4C',
    });
  });
  it('a line that wraps is drawn over all its rows, before and after a resize', () => {
    const { state, effects } = type(`${'x'.repeat(10)}${ctrl('A')}`, [], 6);
    expect(effects.at(-1)).toEqual({
      type: 'write',
      text: `\r\x1b[2A\x1b[J$ ${'x'.repeat(10)} \r\x1b[2A\r\x1b[2C`,
    });
    expect(resizeEditor(state, 20).effects).toEqual([
      { type: 'write', text: `\r\x1b[J$ ${'x'.repeat(10)}\r\x1b[2C` },
    ]);
  });
  it('another width is drawn over the rows of the old one', () => {
    const { state } = type('x'.repeat(10), [], 6);
    expect(resizeEditor(state, 20).effects).toEqual([
      { type: 'write', text: `\r\x1b[2A\x1b[J$ ${'x'.repeat(10)}` },
    ]);
    expect(resizeEditor({ ...state, columns: 20 }, 6).effects).toEqual([
      { type: 'write', text: `\r\x1b[J$ ${'x'.repeat(10)} \r` },
    ]);
  });
  it('a completed word takes the place of what was typed', () => {
    expect(line(replaceWord(type('ls fr').state, 3, 'fruit.txt ').state)).toBe('ls fruit.txt |');
  });
});
