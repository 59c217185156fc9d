/** What the line editor knows between two keys. */

/** A search that is under way. */
export interface Search {
  readonly query: string;
  /** The line found, or where the search began. */
  readonly at: number;
  readonly failed: boolean;
}

/** Everything the editor knows. */
export interface EditorState {
  readonly prompt: string;
  readonly columns: number;
  readonly text: string;
  /** UTF-16 units before the cursor. */
  readonly cursor: number;
  /** Earlier lines, oldest first. */
  readonly history: readonly string[];
  /** Which history line is shown; history.length is the line being written. */
  readonly historyAt: number;
  /** The line being written, kept while history is looked through. */
  readonly draft: string;
  /** What Ctrl-K, U, W cut: Ctrl-Y puts it back. */
  readonly killed: string;
  /** Whether the last key cut, so that the next cut joins it. */
  readonly killing: boolean;
  /** Older texts, for Ctrl-_. */
  readonly undo: readonly { readonly text: string; readonly cursor: number }[];
  readonly search: Search | undefined;
  /** Esc was pressed: Tab leaves, a letter is Alt. */
  readonly escaped: boolean;
  /** How many Tabs in a row. */
  readonly tabs: number;
}
