/** Go's quoted strings, and values in Go syntax (`%#v`), as debugging messages print them. */
import { quoteGo } from '#apimachinery/go-quote.ts';
import { sortedKeys } from './printer.ts';

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escapeSequence =
  /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.?))/gs;

/** `"a\tb"` or `'a\tb'` ⇒ its text; undefined when the syntax is wrong. Mirrors client-go util/jsonpath UnquoteExtend. */
export function unquoteGo(quoted: string): string | undefined {
  const mark = quoted[0] ?? '';
  if (quoted.length < 2 || mark !== quoted.at(-1)) return undefined;
  let wrong = false;
  const text = quoted
    .slice(1, -1)
    .replace(
      escapeSequence,
      (_, letter: string, x: string, u: string, long: string, octal: string) => {
        if (letter !== undefined) {
          if ((letter === '"' || letter === "'") && letter !== mark) wrong = true;
          return simple[letter] ?? '';
        }
        const code =
          octal === undefined
            ? Number.parseInt(x ?? u ?? long ?? '', 16)
            : Number.parseInt(octal, 8);
        if (Number.isNaN(code) || code > 0x10ffff) {
          wrong = true;
          return '';
        }
        return String.fromCodePoint(code);
      },
    );
  return wrong ? undefined : text;
}

/** `map[string]interface {}{"a":[]interface {}{1}}` */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return quoteGo(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (typeof value !== 'object') return String(value);
  const parts = sortedKeys(value).map(
    (key) => `${quoteGo(key)}:${goSyntax((value as Record<string, unknown>)[key])}`,
  );
  return `map[string]interface {}{${parts.join(', ')}}`;
}
