/** Brace expansion, on text as bash does it: `a{b,c}` ⇒ `ab ac`, `{1..3}` ⇒ `1 2 3`. */

/** Where the quoted or `$`-something that begins at `at` ends; `at` itself when nothing does. */
function skipQuoted(text: string, at: number): number {
  const character = text[at];
  if (character === '\\') return at + 2;
  if (character === "'") return ((text.indexOf("'", at + 1) + text.length) % text.length) + 1;
  if (character === '"' || character === '`') {
    let end = at + 1;
    while (end < text.length && text[end] !== character) {
      end = text[end] === '\\' ? end + 2 : Math.max(end + 1, skipDollar(text, end));
    }
    return end + 1;
  }
  return skipDollar(text, at);
}

function skipDollar(text: string, at: number): number {
  const opening = text[at + 1];
  if (text[at] !== '$' || (opening !== '{' && opening !== '(')) return at;
  const close = opening === '{' ? '}' : ')';
  let depth = 0;
  for (let end = at + 1; end < text.length; ) {
    if (text[end] === opening) depth += 1;
    if (text[end] === close) {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
    end = text[end] === opening ? end + 1 : Math.max(end + 1, skipQuoted(text, end));
  }
  return text.length;
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly items: readonly string[];
}

/** The first `{…}` that expands, and what it holds. */
function findBraces(text: string, from: number): Braces | undefined {
  for (let at = from; at < text.length; ) {
    if (text[at] === '{') {
      const braces = readBraces(text, at);
      if (braces !== undefined) return braces;
      at += 1;
    } else at = Math.max(at + 1, skipQuoted(text, at));
  }
  return undefined;
}

function readBraces(text: string, start: number): Braces | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at];
    if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) {
        const items = itemsOf(
          text.slice(start + 1, at),
          commas.map((comma) => comma - start - 1),
        );
        return items === undefined ? undefined : { start, end: at + 1, items };
      }
    } else if (character === ',' && depth === 1) commas.push(at);
    at = character === '{' ? at + 1 : Math.max(at + 1, skipQuoted(text, at));
  }
  return undefined;
}

function itemsOf(body: string, commas: readonly number[]): readonly string[] | undefined {
  if (commas.length === 0) return sequence(body);
  const cuts = [-1, ...commas, body.length];
  return cuts.slice(1).map((cut, index) => body.slice((cuts[index] ?? 0) + 1, cut));
}

/** "1..10..2" ⇒ 1 3 5 7 9; "a..c" ⇒ a b c; "01..03" ⇒ 01 02 03 */
function sequence(body: string): readonly string[] | undefined {
  const match = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(body);
  if (match === null) return undefined;
  const [, from = '', to = '', step] = match;
  const numeric = /\d/.test(from) && /\d/.test(to);
  if (!numeric && (/\d/.test(from) || /\d/.test(to))) return undefined;
  const first = numeric ? Number(from) : from.charCodeAt(0);
  const last = numeric ? Number(to) : to.charCodeAt(0);
  const by = Math.max(1, Math.abs(Number(step ?? 1))) * (first <= last ? 1 : -1);
  const padded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
  const width = padded ? Math.max(from.length, to.length) : 0;
  const items: string[] = [];
  for (let value = first; by > 0 ? value <= last : value >= last; value += by) {
    if (!numeric) items.push(String.fromCharCode(value));
    else if (value < 0) items.push(`-${String(-value).padStart(width - 1, '0')}`);
    else items.push(String(value).padStart(width, '0'));
    if (items.length > 100_000) break;
  }
  return items;
}

/** The words a word's text stands for; itself when it has no braces that expand. */
export function expandBraces(text: string): string[] {
  const braces = findBraces(text, 0);
  if (braces === undefined) return [text];
  const before = text.slice(0, braces.start);
  const after = expandBraces(text.slice(braces.end));
  return braces.items.flatMap((item) =>
    expandBraces(item).flatMap((middle) => after.map((end) => before + middle + end)),
  );
}
