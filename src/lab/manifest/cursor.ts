/** Where in a manifest a cursor stands, read from the indentation: a text that is being typed is no YAML yet. */

/** A key, or `item` for an element of a list. */
export type Step = string | typeof item;
export const item = Symbol('item');

export interface Cursor {
  /** From the document's root to the map (or value) the cursor is in. */
  readonly path: readonly Step[];
  /** The key whose value is being typed; undefined while a key is. */
  readonly key?: string;
  /** What is typed of it. */
  readonly word: string;
  /** Where the word begins, counted from the text's start. */
  readonly from: number;
  /** Columns before the word. */
  readonly indent: number;
  /** Keys the map has already, besides the line's own. */
  readonly siblings: readonly string[];
}

interface Line {
  /** Columns of its dashes. */
  readonly dashes: readonly number[];
  /** The column its text begins at. */
  readonly column: number;
  readonly text: string;
  readonly key?: string;
  /** What follows the key, comments left out. */
  readonly value: string;
}

const keyPattern = /^("[^"]*"|'[^']*'|[^\s#:'"{}[\],&*!|>%@`-][^\s:]*|-[^\s:]+)\s*:(?:\s+(.*))?$/;

const unquoted = (key: string): string => key.replace(/^(["'])(.*)\1$/, '$2');

/** `  - name: web` ⇒ a dash at 2, text from 4, key `name`, value `web`. */
function readLine(line: string): Line {
  const dashes: number[] = [];
  let column = line.length - line.trimStart().length;
  while (/^-(?:\s|$)/.test(line.slice(column))) {
    dashes.push(column);
    const rest = line.slice(column + 1);
    column += 1 + (rest.length - rest.trimStart().length);
  }
  const text = line.slice(column);
  const match = keyPattern.exec(text);
  const value = (match?.[2] ?? '').replace(/(^|\s)#.*$/, '').trim();
  return { dashes, column, text, value, ...(match ? { key: unquoted(match[1] ?? '') } : {}) };
}

const isBlank = ({ text }: Line): boolean => text === '' || text.startsWith('#');

/** The lines of the document the offset is in, and where they begin. */
function documentBefore(text: string, offset: number): { lines: string[]; start: number } {
  const before = text.slice(0, offset);
  const divider = [...before.matchAll(/^---.*$\n?/gm)].at(-1);
  const start = divider ? divider.index + divider[0].length : 0;
  return { lines: before.slice(start).split('\n'), start };
}

/** Climbs from a column to the root, upwards through the lines. */
class Climb {
  readonly path: Step[] = [];
  readonly siblings: string[] = [];
  #column: number;
  /** Whether the list whose dash stands at the column seeks its key, which may stand there too. */
  #isList = false;

  constructor(column: number) {
    this.#column = column;
  }

  /** Steps out of the items the line begins. */
  leave(dashes: readonly number[]): void {
    for (const dash of [...dashes].reverse()) {
      if (dash >= this.#column) continue;
      this.path.unshift(item);
      this.#column = dash;
      this.#isList = true;
    }
  }

  /** Looks at the next line upwards. */
  pass(line: Line): void {
    const { column, key, dashes, value } = line;
    const isParent = this.#isList ? column <= this.#column : column < this.#column;
    if (key !== undefined && isParent && (dashes.length === 0 || column > (dashes.at(-1) ?? 0))) {
      if (value !== '' && !/^[&!]\S+$/.test(value)) return;
      this.path.unshift(key);
      this.#column = column;
      this.#isList = false;
      this.leave(dashes);
      return;
    }
    if (this.#isList || column !== this.#column) return;
    if (key !== undefined && this.path.length === 0) this.siblings.push(key);
    this.leave(dashes);
  }
}

/** Keys of the same map below the cursor. */
function siblingsBelow(text: string, offset: number, column: number): string[] {
  const found: string[] = [];
  for (const raw of text.slice(offset).split('\n').slice(1)) {
    if (raw.startsWith('---')) break;
    const line = readLine(raw);
    if (isBlank(line)) continue;
    if (line.column < column || line.dashes.some((dash) => dash < column)) break;
    if (line.column === column && line.key !== undefined) found.push(line.key);
  }
  return found;
}

/** Reads where `offset` stands in `text`. */
export function cursorAt(text: string, offset: number): Cursor {
  const { lines } = documentBefore(text, offset);
  const current = readLine(lines.at(-1) ?? '');
  const climb = new Climb(current.column);
  climb.leave(current.dashes);
  const isFirstOfItem = current.dashes.length > 0;
  for (const raw of lines.slice(0, -1).reverse()) {
    const line = readLine(raw);
    if (!isBlank(line)) climb.pass(line);
  }
  const typed = /^("[^"]*"|'[^']*'|[^\s:]+)\s*:\s+(.*)$/.exec(current.text);
  const word = typed ? (typed[2] ?? '') : current.text;
  const below = siblingsBelow(text, offset, current.column);
  return {
    path: climb.path,
    ...(typed ? { key: unquoted(typed[1] ?? '') } : {}),
    word,
    from: offset - word.length,
    indent: current.column,
    siblings: [...(isFirstOfItem ? [] : climb.siblings), ...below],
  };
}
