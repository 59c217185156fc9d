/** Ctrl-R: searching the history while typing. */

import type { EditorState, Search } from './editor-state.ts';
import type { Key } from './keys.ts';
import type { Picture } from './layout.ts';

/** The newest line before `from` that holds the query. */
function find(history: readonly string[], query: string, from: number): number {
  for (let at = Math.min(from, history.length) - 1; at >= 0; at -= 1) {
    if ((history[at] ?? '').includes(query)) return at;
  }
  return -1;
}

/** How a search looks. */
export function searchPicture(state: EditorState, search: Search): Picture {
  const found = state.history[search.at] ?? state.text;
  const prompt = `(${search.failed ? 'failed ' : ''}reverse-i-search)\`${search.query}': `;
  const cursor = search.query === '' ? found.length : Math.max(0, found.indexOf(search.query));
  return { prompt, text: found, cursor, columns: state.columns, continuation: '> ' };
}

function look(state: EditorState, query: string, from: number, fallback: number): EditorState {
  const at = query === '' ? state.history.length : find(state.history, query, from);
  return { ...state, search: { query, at: at < 0 ? fallback : at, failed: at < 0 } };
}

function accept(state: EditorState, search: Search): EditorState {
  const found = state.history[search.at];
  if (found === undefined) return { ...state, search: undefined };
  const cursor = search.query === '' ? found.length : Math.max(0, found.indexOf(search.query));
  return {
    ...state,
    search: undefined,
    text: found,
    cursor,
    historyAt: search.at,
    draft: state.text,
  };
}

/** One key of a search; `goOn` when the key means something to the line that was found. */
export function reduceSearch(
  state: EditorState,
  search: Search,
  key: Key,
): { state: EditorState; goOn: boolean } {
  const { query, at } = search;
  switch (key.name) {
    case 'text':
      return { state: look(state, query + key.text, at + 1, at), goOn: false };
    case 'backspace':
      return { state: look(state, query.slice(0, -1), state.history.length, at), goOn: false };
    case 'ctrl-r':
      return { state: query === '' ? state : look(state, query, at, at), goOn: false };
    case 'ctrl-g':
      return { state: { ...state, search: undefined }, goOn: false };
    case 'ctrl-c':
      return { state: { ...state, search: undefined }, goOn: true };
    case 'escape':
      return { state: accept(state, search), goOn: false };
    default:
      return { state: accept(state, search), goOn: true };
  }
}
