/** Word splitting: pieces become fields at IFS. */
import { escapePattern } from './pattern.ts';
import { fieldBreak, type Pieces } from './pieces.ts';

/** One argument to be: its text, and as a pattern whose quoted characters are escaped. */
export interface Field {
  text: string;
  pattern: string;
}

class Splitter {
  readonly fields: Field[] = [];
  readonly #white: string;
  readonly #other: string;
  #current: Field | undefined;
  /** The last field was ended by white space, so that `a : b` has one delimiter, not two. */
  #endedByWhite = false;

  constructor(ifs: string) {
    this.#white = [...ifs].filter((c) => c === ' ' || c === '\t' || c === '\n').join('');
    this.#other = [...ifs].filter((c) => !this.#white.includes(c)).join('');
  }

  add(text: string, pattern: string): void {
    this.#current ??= { text: '', pattern: '' };
    this.#current.text += text;
    this.#current.pattern += pattern;
    this.#endedByWhite = false;
  }

  split(text: string): void {
    for (const character of text) {
      if (this.#white.includes(character)) {
        if (this.#current !== undefined) this.#endedByWhite = true;
        this.end();
      } else if (this.#other.includes(character)) {
        if (this.#current === undefined && !this.#endedByWhite) this.add('', '');
        this.end();
        this.#endedByWhite = false;
      } else this.add(character, character);
    }
  }

  end(): void {
    if (this.#current !== undefined) this.fields.push(this.#current);
    this.#current = undefined;
  }
}

/** Fields of the pieces; unquoted emptiness gives none. */
export function splitPieces(pieces: Pieces, ifs: string): Field[] {
  const splitter = new Splitter(ifs);
  for (const piece of pieces) {
    if (piece === fieldBreak) splitter.end();
    else if (piece.split) splitter.split(piece.text);
    else if (piece.quoted) splitter.add(piece.text, escapePattern(piece.text));
    else if (piece.text !== '') splitter.add(piece.text, piece.text);
  }
  splitter.end();
  return splitter.fields;
}
