/** The `yaml` package's errors in go-yaml's words and with its line numbers, as near as the two parsers allow. */
import type { LineCounter, YAMLError } from 'yaml';

/** What went wrong, and where it was noticed. */
interface Trouble {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** go-yaml's scanner counts lines from 1, its parser from 0. */
  readonly by: 'scanner' | 'parser';
}

const scanned: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'found character that cannot start any token',
  BAD_SCALAR_START: 'found character that cannot start any token',
  BAD_DQ_ESCAPE: 'found unknown escape character',
  BAD_ALIAS: 'did not find expected alphabetic or numeric character',
  KEY_OVER_1024_CHARS: "could not find expected ':'",
};

/** Whether a line stands at the dash of the list item before it. */
function isInList(text: string, line: number): boolean {
  const [before = '', own = ''] = text.split('\n').slice(line - 2, line);
  const indent = (row: string): number => row.length - row.trimStart().length;
  return before.trimStart().startsWith('- ') && indent(before) === indent(own);
}

/** Whether the line before ends in a plain scalar, which a line that is indented would go on with. */
function isInPlainScalar(text: string, line: number): boolean {
  const before = text.split('\n')[line - 2] ?? '';
  return /(:|-)\s+[^\s"'|>&*{[#].*$/.test(before);
}

/** What would close the innermost `[` or `{` that is open at the end of a text; "" when none is. */
function openFlow(text: string): string {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|(^|\s)#.*/gm, '');
  const open: string[] = [];
  for (const letter of plain.match(/[[{}\]]/g) ?? []) {
    if (letter === '[') open.push(']');
    else if (letter === '{') open.push('}');
    else open.pop();
  }
  return open.at(-1) ?? '';
}

function troubleOf(errors: readonly YAMLError[], text: string, lines: LineCounter): Trouble {
  const [error, next] = errors;
  const { code, message, pos } = error as YAMLError;
  const line = lines.linePos(pos[0]).line;
  if (code === 'TAB_AS_INDENT' && isInPlainScalar(text, line)) {
    return { message: 'found a tab character that violates indentation', line, by: 'scanner' };
  }
  const known = scanned[code];
  if (known) return { message: known, line, by: 'scanner' };
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    const runsOn = next?.code === 'MULTILINE_IMPLICIT_KEY' && next.pos[0] === pos[0];
    const at = runsOn ? lines.linePos(next.pos[1]).line : line;
    return { message: 'mapping values are not allowed in this context', line: at, by: 'scanner' };
  }
  if (code === 'MISSING_CHAR' && message.includes('quote'))
    return { message: 'found unexpected end of stream', line, by: 'scanner' };
  if (code === 'MULTILINE_IMPLICIT_KEY' && text[pos[0]] !== '-')
    return {
      // What follows `- ` on its line need not be a key; what begins a line of a map must.
      message: /[-:?][ \t]+$/.test(text.slice(0, pos[0]))
        ? 'mapping values are not allowed in this context'
        : "could not find expected ':'",
      line: lines.linePos(pos[1]).line,
      by: 'scanner',
    };
  const flow = /^(Missing ,|Unexpected)/.test(message) ? openFlow(text.slice(0, pos[0])) : '';
  if (flow !== '') return { message: `did not find expected ',' or '${flow}'`, line, by: 'parser' };
  if (message.startsWith('Flow') && /[[{,:]$/.test(text.slice(0, pos[0]).trimEnd()))
    return { message: 'did not find expected node content', line, by: 'parser' };
  if (message.startsWith('Flow map'))
    return { message: "did not find expected ',' or '}'", line, by: 'parser' };
  if (message.startsWith('Flow seq'))
    return { message: "did not find expected ',' or ']'", line, by: 'parser' };
  if (code === 'BAD_INDENT' && isInList(text, line))
    return { message: "did not find expected '-' indicator", line, by: 'parser' };
  return { message: 'did not find expected key', line, by: 'parser' };
}

/** `line 3: mapping values are not allowed in this context` */
export function yamlErrorText(
  errors: readonly YAMLError[],
  text: string,
  lines: LineCounter,
): string {
  const { message, line, by } = troubleOf(errors, text, lines);
  const told = line > 1 ? `line ${by === 'scanner' ? line : line - 1}: ` : '';
  return `${told}${message}`;
}
