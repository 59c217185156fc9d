/** Texts and keys as KYAML writes them: quoted, several lines folded at their ends. */
import { namedEscapes } from '#apimachinery/go-quote.ts';
import { resolvesToOther } from './yaml-scalar.ts';

const named: Readonly<Record<string, string>> = {
  ...namedEscapes,
  '\0': '\\0',
  '\u001b': '\\e',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};
/** What Go's unicode.IsPrint takes: letters, marks, numbers, punctuation, symbols and the plain space. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function escaped(letter: string): string {
  if (letter === '"' || letter === '\\') return `\\${letter}`;
  if (printable.test(letter)) return letter;
  const name = named[letter];
  if (name) return name;
  const code = letter.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

const oneLine = (text: string): string => `"${[...text].map(escaped).join('')}"`;

/** A line of a folded text; a space it begins with is kept by a backslash. */
function foldedLine(line: string, margin: string): string {
  const head = /^\s/.test(line) && line !== '\n' ? '\\' : ' ';
  const body = [...line].map((letter) => {
    if (letter === '\n') return '\\n\\\n';
    return letter === '\t' ? '\t' : escaped(letter);
  });
  return margin + head + body.join('');
}

/** A value; `margin` is that of its lines when it has several. */
export function kyamlText(text: string, margin: string): string {
  if (!text.includes('\n'))
    return `"${[...text].map((letter) => (letter === '\t' ? '\t' : escaped(letter))).join('')}"`;
  const lines = text.split(/(?<=\n)/).map((line) => foldedLine(line, margin));
  const body = lines.join('');
  return `"\\\n${body}${body.endsWith('\n') ? '' : '\\\n'}${margin}"`;
}

const ambiguous = /^(~|null|true|false|t|f|y|n|yes|no|on|off|[01]|[+-]?(inf|infinity)|nan)$/i;
const sexagesimal = /^[+-]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/;
const number = /^[+-]?(0x[0-9a-f]+|0b[01]+|0o?[0-7]+|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i;

const isNumber = (text: string): boolean =>
  number.test(text) && Number.isFinite(Number(text.replace(/^[+-]/, '')) || 0);

/** A key: bare where no parser could take it for something else than text. */
export function kyamlKey(key: string): string {
  const plain = /^[\p{L}\p{N}_]([\p{L}\p{N}_\-./]*[\p{L}\p{N}_])?$/u.test(key);
  const mistakable =
    ambiguous.test(key) ||
    sexagesimal.test(key) ||
    isNumber(key.replaceAll('_', '')) ||
    resolvesToOther(key);
  return plain && !mistakable ? key : oneLine(key);
}
