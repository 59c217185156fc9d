/** Text on its way to becoming arguments: which part was quoted, which may be split. */

/** A run of text that was expanded in one way. */
export interface Piece {
  readonly text: string;
  /** Quoted: neither split nor read as a pattern. */
  readonly quoted: boolean;
  /** Came from an unquoted expansion: split at IFS. */
  readonly split: boolean;
}

/** Between two elements of `"$@"`. */
export const fieldBreak = 'break';

/** What a word expands to, in order. */
export type Pieces = (Piece | typeof fieldBreak)[];

/** Text as it stands in the word. */
export function plain(text: string): Piece {
  return { text, quoted: false, split: false };
}

/** Text inside quotes. */
export function quoted(text: string): Piece {
  return { text, quoted: true, split: false };
}

/** The result of an expansion. */
export function expanded(text: string, inQuotes: boolean): Piece {
  return { text, quoted: inQuotes, split: !inQuotes };
}

/** The pieces as one text: no splitting (assignments, redirections, `case`). */
export function joinPieces(pieces: Pieces): string {
  return pieces.map((piece) => (piece === fieldBreak ? ' ' : piece.text)).join('');
}
