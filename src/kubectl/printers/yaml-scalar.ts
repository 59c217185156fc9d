/** One text as go-yaml v2 writes it: plain, quoted or a block. Mirrors go.yaml.in/yaml/v2 encode.go, resolve.go, emitterc.go. */

const words = new Set([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
  ...['', '~', 'null', 'Null', 'NULL'],
  ...['.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF'],
  ...['+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'],
]);
const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})|\s(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?)?$/;
const integer = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const dotFloat = /^\.[0-9_]+([eE][-+]?[0-9]+)?$/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Whether text is a date, or date and time, that there is: 2026-01-05, not 2026-13-45. */
function isTimestamp(text: string): boolean {
  const parts = timestamp.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, ...times] = parts.slice(1).map((part) => Number(part ?? 0));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  const hours = Math.max(times[0] ?? 0, times[3] ?? 0);
  const others = [times[1], times[2], times[4], times[5]];
  return day >= 1 && day <= days && hours < 24 && others.every((part) => (part ?? 0) < 60);
}

/** Whether unquoted text would be read as something else than text: true, 1, 2026-01-05. */
export function resolvesToOther(text: string): boolean {
  if (words.has(text)) return true;
  if (!/^[-+.0-9]/.test(text)) return false;
  if (base60.test(text)) return true;
  if (text.startsWith('.'))
    return dotFloat.test(text) && Number.isFinite(Number(text.replaceAll('_', '')));
  if (isTimestamp(text)) return true;
  const bare = text.replaceAll('_', '');
  return integer.test(bare) || (float.test(bare) && Number.isFinite(Number(bare)));
}

/** What the emitter may do with a text. */
interface Allowed {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

const isPrintable = (code: number): boolean =>
  code === 0x0a ||
  (code >= 0x20 && code <= 0x7e) ||
  code === 0x85 ||
  (code >= 0xa0 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);

const hasSpecial = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) return true;
    if (!isPrintable(code)) return true;
  }
  return false;
};

const blockIndicator =
  /^(---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:-]([ \t\n]|$)|.:([ \t\n]|$)|[ \t\n]#/s;

function analyse(text: string): Allowed {
  if (text === '') return { plain: true, single: true, block: false };
  const special = hasSpecial(text);
  const edge = /^[ \n]|[ \n]$/.test(text);
  const spaceBreak = / [\n\u0085\u2028\u2029]/.test(text);
  const breakSpace = /[\n\u0085\u2028\u2029] /.test(text);
  const breaks = /[\n\r\u0085\u2028\u2029]/.test(text);
  return {
    plain: !special && !edge && !spaceBreak && !breakSpace && !breaks && !blockIndicator.test(text),
    single: !special && !spaceBreak && !breakSpace,
    block: !special && !spaceBreak && !/ $/.test(text),
  };
}

const named: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** An escape the emitter writes for one character, or the character. */
function escaped(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (letter !== '\u00a0' && named[letter] !== undefined) return named[letter];
  if (code <= 0xffff && isPrintable(code)) return letter;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

const width = 80;

/**
 * Marks written one after another; a space beyond column 80 becomes a line break when the text
 * allows it. `column` is where the first mark stands.
 */
function folded(
  marks: readonly string[],
  column: number,
  margin: string,
  mayBreak: (at: number, afterSpace: boolean) => string | undefined,
): string {
  let text = '';
  let at = column;
  let afterSpace = false;
  marks.forEach((mark, index) => {
    const broken = mark === ' ' && at > width ? mayBreak(index, afterSpace) : undefined;
    text += broken === undefined ? mark : `\n${margin}${broken}`;
    at = broken === undefined ? at + [...mark].length : margin.length + broken.length;
    afterSpace = mark === ' ';
  });
  return text;
}

/** The place a text is written to: its column, and the margin of its further lines. */
export interface YamlPlace {
  readonly column: number;
  readonly margin: string;
}

function doubleQuoted(text: string, place?: YamlPlace): string {
  const marks = [...text].map(escaped);
  if (!place) return `"${marks.join('')}"`;
  const inner = folded(marks, place.column + 1, place.margin, (at, afterSpace) => {
    if (afterSpace || at === 0 || at >= marks.length - 1) return undefined;
    return marks[at + 1] === ' ' ? '\\' : '';
  });
  return `"${inner}"`;
}

function singleQuoted(text: string, place?: YamlPlace): string {
  const marks = [...text].map((letter) => (letter === "'" ? "''" : letter));
  if (!place) return `'${marks.join('')}'`;
  const inner = folded(marks, place.column + 1, place.margin, (at, afterSpace) =>
    !afterSpace && at > 0 && at < marks.length - 1 && marks[at + 1] !== ' ' ? '' : undefined,
  );
  return `'${inner}'`;
}

function plain(text: string, { column, margin }: YamlPlace): string {
  if (column + text.length <= width) return text;
  const marks = [...text];
  return folded(marks, column, margin, (at, afterSpace) =>
    !afterSpace && marks[at + 1] !== ' ' ? '' : undefined,
  );
}

/** `|`, `|-`, `|+` and the lines, indented. */
function literal(text: string, margin: string): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const keep = text === '\n' || text.endsWith('\n\n');
  const chomp = text.endsWith('\n') ? (keep ? '+' : '') : '-';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n').map((line) => (line ? margin + line : ''));
  return `|${hint}${chomp}\n${lines.join('\n')}`;
}

/** Most texts: one word that nothing could be read into. */
const isPlainWord = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9._/-]*$/.test(text) && !words.has(text);

/** A text as a value, folded at column 80 as the emitter does. */
export function yamlText(text: string, place: YamlPlace): string {
  if (isPlainWord(text)) return text;
  const allowed = analyse(text);
  if (text.includes('\n'))
    return allowed.block ? literal(text, place.margin) : doubleQuoted(text, place);
  if (resolvesToOther(text)) return doubleQuoted(text, place);
  if (allowed.plain) return plain(text, place);
  return allowed.single ? singleQuoted(text, place) : doubleQuoted(text, place);
}

/** A text as a key: on one line, whatever it is. */
export function yamlKey(text: string): string {
  if (isPlainWord(text)) return text;
  if (text.includes('\n') || resolvesToOther(text)) return doubleQuoted(text);
  const allowed = analyse(text);
  if (allowed.plain && text !== '') return text;
  return allowed.single ? singleQuoted(text) : doubleQuoted(text);
}
