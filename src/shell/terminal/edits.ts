/** Changes of a line: typing, deleting, moving, cutting. */

import type { EditorState } from './editor-state.ts';
import type { Key } from './keys.ts';

/** A line after a key; `cut` is what Ctrl-Y gives back. */
export interface Edited {
  readonly text: string;
  readonly cursor: number;
  readonly cut?: string;
  /** Cut from before the cursor: it joins in front. */
  readonly cutBefore?: boolean;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The length of the character (as a person sees it) before or after a place. */
function characterAt(text: string, at: number, before: boolean): number {
  if (!before) {
    const [first] = segmenter.segment(text.slice(at, at + 40));
    return first?.segment.length ?? 0;
  }
  return [...segmenter.segment(text.slice(Math.max(0, at - 40), at))].at(-1)?.segment.length ?? 0;
}

function wordStart(text: string, at: number, isPart: RegExp): number {
  let start = at;
  while (start > 0 && !isPart.test(text[start - 1] ?? '')) start -= 1;
  while (start > 0 && isPart.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !/\w/.test(text[end] ?? '')) end += 1;
  while (end < text.length && /\w/.test(text[end] ?? '')) end += 1;
  return end;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function insert({ text, cursor }: EditorState, added: string): Edited {
  return {
    text: text.slice(0, cursor) + added + text.slice(cursor),
    cursor: cursor + added.length,
  };
}

function cutBetween({ text, cursor }: EditorState, from: number, to: number): Edited {
  const cut = text.slice(from, to);
  return {
    text: text.slice(0, from) + text.slice(to),
    cursor: from,
    cut,
    cutBefore: from < cursor,
  };
}

function remove({ text }: EditorState, from: number, to: number): Edited {
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

/** Ctrl-T: the two characters around the cursor change places. */
function transpose({ text, cursor }: EditorState): Edited {
  const at = cursor === text.length ? cursor - 1 : cursor;
  if (at < 1) return { text, cursor };
  const swapped = `${text[at] ?? ''}${text[at - 1] ?? ''}`;
  return { text: text.slice(0, at - 1) + swapped + text.slice(at + 1), cursor: at + 1 };
}

/** Alt-U, L, C. */
function recase(state: EditorState, turn: (word: string) => string): Edited {
  const end = wordEnd(state.text, state.cursor);
  const word = state.text.slice(state.cursor, end);
  return {
    text: state.text.slice(0, state.cursor) + turn(word) + state.text.slice(end),
    cursor: end,
  };
}

function moveTo(state: EditorState, cursor: number): Edited {
  return { text: state.text, cursor };
}

/** The word Alt-. brings: the last of the previous line. */
function lastArgument(state: EditorState): Edited {
  const word = state.history.at(-1)?.trim().split(/\s+/).at(-1) ?? '';
  return insert(state, word);
}

const edits: Readonly<Record<string, (state: EditorState) => Edited>> = {
  'ctrl-a': (s) => moveTo(s, lineStart(s.text, s.cursor)),
  home: (s) => moveTo(s, lineStart(s.text, s.cursor)),
  'ctrl-e': (s) => moveTo(s, lineEnd(s.text, s.cursor)),
  end: (s) => moveTo(s, lineEnd(s.text, s.cursor)),
  'ctrl-b': (s) => moveTo(s, s.cursor - characterAt(s.text, s.cursor, true)),
  left: (s) => moveTo(s, s.cursor - characterAt(s.text, s.cursor, true)),
  'ctrl-f': (s) => moveTo(s, s.cursor + characterAt(s.text, s.cursor, false)),
  right: (s) => moveTo(s, s.cursor + characterAt(s.text, s.cursor, false)),
  'alt-b': (s) => moveTo(s, wordStart(s.text, s.cursor, /\w/)),
  'alt-f': (s) => moveTo(s, wordEnd(s.text, s.cursor)),
  backspace: (s) => remove(s, s.cursor - characterAt(s.text, s.cursor, true), s.cursor),
  'ctrl-h': (s) => remove(s, s.cursor - characterAt(s.text, s.cursor, true), s.cursor),
  delete: (s) => remove(s, s.cursor, s.cursor + characterAt(s.text, s.cursor, false)),
  'ctrl-k': (s) =>
    cutBetween(s, s.cursor, s.text[s.cursor] === '\n' ? s.cursor + 1 : lineEnd(s.text, s.cursor)),
  'ctrl-u': (s) => cutBetween(s, lineStart(s.text, s.cursor), s.cursor),
  'ctrl-w': (s) => cutBetween(s, wordStart(s.text, s.cursor, /\S/), s.cursor),
  'alt-backspace': (s) => cutBetween(s, wordStart(s.text, s.cursor, /\w/), s.cursor),
  'alt-d': (s) => cutBetween(s, s.cursor, wordEnd(s.text, s.cursor)),
  'ctrl-y': (s) => insert(s, s.killed),
  'ctrl-t': transpose,
  'alt-.': lastArgument,
  'alt-_': lastArgument,
  'alt-u': (s) => recase(s, (word) => word.toUpperCase()),
  'alt-l': (s) => recase(s, (word) => word.toLowerCase()),
  'alt-c': (s) => recase(s, (word) => word.replace(/\w/, (c) => c.toUpperCase())),
};

/** Visible text of what was typed or pasted: no control characters, tabs as blanks. */
function clean(text: string): string {
  return [...text.replaceAll('\t', '    ')]
    .filter((c) => c === '\n' || (c >= ' ' && c !== '\x7f'))
    .join('');
}

/** The line after a key; undefined when the key means nothing here. */
export function applyEdit(state: EditorState, key: Key): Edited | undefined {
  if (key.name === 'text') return insert(state, clean(key.text));
  if (key.name === 'paste') return insert(state, clean(key.text));
  return edits[key.name]?.(state);
}
