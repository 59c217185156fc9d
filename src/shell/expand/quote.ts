/** Writing values so that the shell reads them back: `it's` ⇒ `'it'\''s'`. */

/** As `set`, `alias` and `${x@Q}` print it, always quoted. */
export function quoteAlways(text: string): string {
  if (hasControl(text)) return ansiQuote(text);
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** As `set` prints it: quoted only when needed. */
export function quoteIfNeeded(text: string): string {
  if (text === '') return "''";
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoteAlways(text);
}

/** As `declare -p` prints it. */
export function doubleQuote(text: string): string {
  if (hasControl(text)) return ansiQuote(text);
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** As `printf %q` prints it: backslashes. */
export function quoteWithBackslashes(text: string): string {
  if (text === '') return "''";
  if (hasControl(text)) return ansiQuote(text);
  return text.replace(/[^\w@%+=:./-]/g, (character) =>
    character > '\x7f' ? character : `\\${character}`,
  );
}

function hasControl(text: string): boolean {
  for (const character of text) if (character < ' ' || character === '\x7f') return true;
  return false;
}

const named: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\x07': '\\a',
  '\b': '\\b',
  '\v': '\\v',
  '\f': '\\f',
  '\x1b': '\\E',
  "'": "\\'",
  '\\': '\\\\',
};

function ansiQuote(text: string): string {
  const body = [...text]
    .map((character) => {
      if (named[character] !== undefined) return named[character];
      const code = character.charCodeAt(0);
      return code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, '0')}` : character;
    })
    .join('');
  return `$'${body}'`;
}
