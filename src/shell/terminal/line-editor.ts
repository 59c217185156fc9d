/** The line editor: a pure reducer from keys to states and effects, with readline's emacs keys. */

import type { EditorState } from './editor-state.ts';
import { applyEdit, type Edited } from './edits.ts';
import { moveHistory } from './history.ts';
import type { Key } from './keys.ts';
import { advance, cursorPlace, draw, endPlace, type Picture } from './layout.ts';
import { reduceSearch, searchPicture } from './search.ts';

/** What the reducer wants done. */
export type Effect =
  | { readonly type: 'write'; readonly text: string }
  | { readonly type: 'submit'; readonly line: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'eof' }
  | {
      readonly type: 'complete';
      readonly text: string;
      readonly cursor: number;
      readonly times: number;
    }
  | { readonly type: 'leave' };

/** A step of the reducer. */
export interface Step {
  readonly state: EditorState;
  readonly effects: readonly Effect[];
}

/** Whether a line is unfinished and Enter should open another. */
export type NeedsMore = (text: string) => boolean;

const continuation = '> ';

/** An empty line at a prompt. */
export function createEditor(
  prompt: string,
  columns: number,
  history: readonly string[],
): EditorState {
  return {
    prompt,
    columns,
    text: '',
    cursor: 0,
    history,
    historyAt: history.length,
    draft: '',
    killed: '',
    killing: false,
    undo: [],
    search: undefined,
    escaped: false,
    tabs: 0,
  };
}

function pictureOf(state: EditorState): Picture {
  if (state.search !== undefined) return searchPicture(state, state.search);
  const { prompt, text, cursor, columns } = state;
  return { prompt, text, cursor, columns, continuation };
}

function write(text: string): Effect {
  return { type: 'write', text };
}

/** Draws `after` over `before`; one letter at the end of a line is only written. */
function redraw(before: EditorState, after: EditorState): readonly Effect[] {
  const appended =
    before.search === undefined &&
    after.search === undefined &&
    before.cursor === before.text.length &&
    after.cursor === after.text.length &&
    after.text.startsWith(before.text);
  const added = after.text.slice(before.text.length);
  if (appended && !added.includes('\n')) {
    const from = cursorPlace(pictureOf(before));
    const to = advance(from, added, after.columns);
    if (to.row === from.row) return added === '' ? [] : [write(added)];
  }
  return [write(draw(pictureOf(after), cursorPlace(pictureOf(before)).row))];
}

/** The prompt and line as they are, drawn where the cursor is. */
export function drawEditor(state: EditorState): string {
  return draw(pictureOf(state), 0);
}

/** Draws one line over another: from where the cursor stands in the old one. */
export function overdrawEditor(old: EditorState, next: EditorState): string {
  return draw(pictureOf(next), cursorPlace(pictureOf(old)).row);
}

/** Moves below the line: before output, or a list of completions. */
export function belowEditor(state: EditorState): string {
  const picture = pictureOf(state);
  const rows = endPlace(picture).row - cursorPlace(picture).row;
  return `${rows > 0 ? `\x1b[${rows}B` : ''}\r\n`;
}

/** Another width: terminals leave the line with the cursor as it was, so it is drawn over that. */
export function resizeEditor(state: EditorState, columns: number): Step {
  const resized = { ...state, columns };
  return { state: resized, effects: [write(overdrawEditor(state, resized))] };
}

/** Puts a completed word in place of what stands from `from` to the cursor. */
export function replaceWord(state: EditorState, from: number, word: string): Step {
  const text = state.text.slice(0, from) + word + state.text.slice(state.cursor);
  const next = edited(state, { text, cursor: from + word.length });
  return { state: next, effects: redraw(state, next) };
}

function edited(state: EditorState, change: Edited): EditorState {
  const changed = change.text !== state.text;
  const undo = changed
    ? [...state.undo.slice(-200), { text: state.text, cursor: state.cursor }]
    : state.undo;
  const killed =
    change.cut === undefined ? state.killed : joinCut(state, change.cut, change.cutBefore === true);
  return {
    ...state,
    text: change.text,
    cursor: change.cursor,
    undo,
    killed,
    killing: change.cut !== undefined,
  };
}

function joinCut(state: EditorState, cut: string, before: boolean): string {
  if (!state.killing) return cut;
  return before ? cut + state.killed : state.killed + cut;
}

/** One key. */
export function reduceKey(given: EditorState, key: Key, needsMore: NeedsMore): Step {
  const state: EditorState = {
    ...given,
    escaped: false,
    tabs: key.name === 'tab' ? given.tabs + 1 : 0,
  };
  if (state.search !== undefined) {
    const { state: next, goOn } = reduceSearch(state, state.search, key);
    const effects = redraw(given, next);
    if (!goOn) return { state: next, effects };
    const step = reduceKey(next, key, needsMore);
    return { state: step.state, effects: [...effects, ...step.effects] };
  }
  if (given.escaped && key.name === 'tab') return { state, effects: [{ type: 'leave' }] };
  switch (key.name) {
    case 'leave':
      return { state, effects: [{ type: 'leave' }] };
    case 'escape':
      return { state: { ...state, escaped: true }, effects: [] };
    case 'enter':
      return enter(state, needsMore);
    case 'tab':
      return {
        state,
        effects: [{ type: 'complete', text: state.text, cursor: state.cursor, times: state.tabs }],
      };
    case 'ctrl-c':
      return {
        state: cleared(state),
        effects: [write(`${toEnd(state)}^C\r\n`), { type: 'interrupt' }],
      };
    case 'ctrl-d':
      if (state.text === '') return { state, effects: [{ type: 'eof' }] };
      return change(state, { ...key, name: 'delete' });
    case 'ctrl-l':
      return { state, effects: [write(`\x1b[H\x1b[2J${draw(pictureOf(state), 0)}`)] };
    case 'ctrl-r':
      return search(state);
    case 'up':
    case 'ctrl-p':
      return history(state, -1);
    case 'down':
    case 'ctrl-n':
      return history(state, 1);
    case 'ctrl-_':
      return undo(state);
    case 'text':
      return given.escaped && key.text.length === 1
        ? change(state, { name: `alt-${key.text.toLowerCase()}`, text: '' })
        : change(state, key);
    default:
      return change(state, key);
  }
}

function cleared(state: EditorState): EditorState {
  return createEditor(state.prompt, state.columns, state.history);
}

/** Bytes that move the cursor from where it is to the end of the text. */
function toEnd(state: EditorState): string {
  if (state.cursor === state.text.length) return '';
  return draw(
    { ...pictureOf(state), cursor: state.text.length },
    cursorPlace(pictureOf(state)).row,
  );
}

function enter(state: EditorState, needsMore: NeedsMore): Step {
  if (state.text !== '' && needsMore(state.text)) {
    const next = edited(state, { text: `${state.text}\n`, cursor: state.text.length + 1 });
    return { state: next, effects: redraw(state, next) };
  }
  const below = write(`${toEnd(state)}\r\n`);
  return { state: cleared(state), effects: [below, { type: 'submit', line: state.text }] };
}

function change(state: EditorState, key: Key): Step {
  const result = applyEdit(state, key);
  if (result === undefined) return { state: { ...state, killing: false }, effects: [] };
  const next = edited(state, result);
  return { state: next, effects: redraw(state, next) };
}

function search(state: EditorState): Step {
  const next: EditorState = {
    ...state,
    search: { query: '', at: state.history.length, failed: false },
  };
  return { state: next, effects: redraw(state, next) };
}

/** Within lines of a text the arrows move; at its edges they go through the history. */
function history(state: EditorState, by: -1 | 1): Step {
  const moved = moveHistory(state, by);
  return { state: moved, effects: redraw(state, moved) };
}

function undo(state: EditorState): Step {
  const last = state.undo.at(-1);
  if (last === undefined) return { state, effects: [] };
  const next: EditorState = { ...state, ...last, undo: state.undo.slice(0, -1), killing: false };
  return { state: next, effects: redraw(state, next) };
}
