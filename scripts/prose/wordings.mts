/** How a description may have been written before a package's tool bent it: what to try, likeliest first. */

/** Double spaces up to so many are tried both ways: 2^10 texts. */
const MOST_GAPS = 10;

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Markdown's escapes, and those that keep a comment from ending. */
function* unescaped(text: string): Generator<string> {
  yield text;
  yield text.replace(/\\([*_/'"\\])/g, '$1');
  yield text
    .replaceAll('*_/', '*/')
    .replaceAll('/_*', '/*')
    .replace(/\\(['"\\])/g, '$1');
}

/** "One.  Two." ⇒ also "One.\n\nTwo.": a paragraph became two spaces. */
function* withParagraphs(text: string): Generator<string> {
  const parts = text.split(/(?<=\S) {2}(?=\S)/);
  const gaps = parts.length - 1;
  if (gaps === 0 || gaps > MOST_GAPS) return;
  for (let choice = 2 ** gaps - 1; choice > 0; choice -= 1) {
    yield parts.reduce((all, part, at) => all + (choice & (1 << (at - 1)) ? '\n\n' : '  ') + part);
  }
}

/** The same words with the breaks of another package. */
function* brokenLike(text: string, others: readonly string[]): Generator<string> {
  const words = flat(text);
  for (const other of others) if (other !== text && flat(other) === words) yield other;
}

const VALUES = /\n+Possible enum values:[\s\S]*$/;

/** One package's words before another's list of values. */
function* withValues(texts: readonly string[]): Generator<string> {
  const lists = texts.flatMap((text) => VALUES.exec(text) ?? []);
  for (const text of texts) for (const list of lists) yield text.replace(VALUES, '') + list;
}

/** Everything that may have been the original, from what the packages say. */
export function* wordings(said: readonly string[]): Generator<string> {
  const all = said.flatMap((text) => [...new Set(unescaped(text))]);
  yield* all;
  yield* withValues(all);
  for (const text of all) {
    yield* brokenLike(text, all);
    yield* withParagraphs(text);
  }
}
