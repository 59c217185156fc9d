/** Texts as Go quotes them in messages. */

const octet = (code: number): string => `\\x${code.toString(16).padStart(2, '0')}`;
/** What C, Go and YAML alike write behind a backslash. */
export const namedEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** Go's `%q`: `a"b` ⇒ `"a\"b"`. */
export const quoteGo = (text: string): string =>
  `"${text.replace(/["\\]|\p{Cc}/gu, (letter) => {
    if (letter === '"' || letter === '\\') return `\\${letter}`;
    const code = letter.codePointAt(0) ?? 0;
    return (
      namedEscapes[letter] ??
      (code < 0x80 ? octet(code) : `\\u${code.toString(16).padStart(4, '0')}`)
    );
  })}"`;
