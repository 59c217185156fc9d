/** Going through earlier lines; the one being written is kept. */
import type { EditorState } from './editor-state.ts';

/** One line older (-1) or newer (1); inside a text of many lines the cursor moves first. */
export function moveHistory(state: EditorState, by: -1 | 1): EditorState {
  const inside = moveLine(state, by);
  if (inside !== undefined) return { ...state, cursor: inside, killing: false };
  const at = state.historyAt + by;
  if (at < 0 || at > state.history.length) return state;
  const draft = state.historyAt === state.history.length ? state.text : state.draft;
  const text = at === state.history.length ? draft : (state.history[at] ?? '');
  return { ...state, text, cursor: text.length, historyAt: at, draft, killing: false };
}

function moveLine({ text, cursor }: EditorState, by: -1 | 1): number | undefined {
  const start = text.lastIndexOf('\n', cursor - 1) + 1;
  const column = cursor - start;
  if (by === -1) {
    if (start === 0) return undefined;
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    return Math.min(previous + column, start - 1);
  }
  const end = text.indexOf('\n', cursor);
  if (end < 0) return undefined;
  const next = text.indexOf('\n', end + 1);
  return Math.min(end + 1 + column, next < 0 ? text.length : next);
}

/** The history after a line: no blank lines, none that begin with a blank, none twice in a row. */
export function remember(history: string[], line: string): void {
  if (line.trim() === '' || line.startsWith(' ') || history.at(-1) === line) return;
  history.push(line);
  if (history.length > 1000) history.shift();
}
