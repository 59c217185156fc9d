/** `tr`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

const range = (from: string, to: string) => {
  const characters: string[] = [];
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1)
    characters.push(String.fromCharCode(code));
  return characters;
};
const classes: Readonly<Record<string, readonly string[]>> = {
  upper: range('A', 'Z'),
  lower: range('a', 'z'),
  digit: range('0', '9'),
  alpha: [...range('A', 'Z'), ...range('a', 'z')],
  alnum: [...range('0', '9'), ...range('A', 'Z'), ...range('a', 'z')],
  space: ['\t', '\n', '\v', '\f', '\r', ' '],
  blank: ['\t', ' '],
  punct: [...range('!', '/'), ...range(':', '@'), ...range('[', '`'), ...range('{', '~')],
  xdigit: [...range('0', '9'), ...range('A', 'F'), ...range('a', 'f')],
  cntrl: [...range('\0', '\x1f'), '\x7f'],
  print: range(' ', '~'),
  graph: range('!', '~'),
};
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
};

function decode(text: string): string[] {
  const marked: string[] = [];
  for (const match of text.matchAll(/\\([0-7]{1,3})|\\([\s\S])|[\s\S]/gu)) {
    if (match[1] !== undefined) marked.push(String.fromCharCode(Number.parseInt(match[1], 8)));
    else if (match[2] !== undefined)
      marked.push(match[2] === '-' ? '\\-' : (escapes[match[2]] ?? match[2]));
    else marked.push(match[0]);
  }
  return marked;
}

/** "a-z[:digit:]\\n" ⇒ its characters. `size` fills `[x*]`. */
function expandSet(text: string, size: number): string[] {
  const units = decode(text);
  const set: string[] = [];
  for (let at = 0; at < units.length; at += 1) {
    const rest = units.slice(at).join('');
    const named = /^\[:(\w+):\]/.exec(rest);
    const repeat = /^\[(.)\*(\d*)\]/u.exec(rest);
    if (named !== null) {
      const members = classes[named[1] ?? ''];
      if (members === undefined)
        throw new ProgramError(`invalid character class '${named[1] ?? ''}'`);
      set.push(...members);
      at += named[0].length - 1;
    } else if (repeat !== null) {
      const count = Number(repeat[2] || size - set.length);
      for (let i = 0; i < count; i += 1) set.push(repeat[1] ?? '');
      at += [...repeat[0]].length - 1;
    } else if (units[at + 1] === '-' && units[at + 2] !== undefined) {
      const [from = '', to = ''] = [units[at], units[at + 2]];
      if (from > to)
        throw new ProgramError(
          `range-endpoints of '${from}-${to}' are in reverse collating sequence order`,
        );
      set.push(...range(from, to));
      at += 2;
    } else set.push(units[at] === '\\-' ? '-' : (units[at] ?? ''));
  }
  return set;
}

/** Translates, deletes (`-d`) or squeezes (`-s`) characters; `-c` all but those. */
export const tr: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'cCdst',
    long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
    stopAtOperand: true,
  });
  const [one, two] = options.operands;
  const help = "\nTry 'tr --help' for more information.";
  if (one === undefined) throw new ProgramError(`missing operand${help}`);
  const deletes = options.has('d');
  const squeezes = options.has('s');
  if (two === undefined && !deletes && !squeezes) {
    throw new ProgramError(
      `missing operand after ‘${one}’\nTwo strings must be given when translating.${help}`,
    );
  }
  if (two !== undefined && deletes && !squeezes) {
    throw new ProgramError(
      options.operands.length > 2
        ? `extra operand ‘${two}’${help}`
        : `extra operand ‘${two}’\nOnly one string may be given when deleting without squeezing repeats.${help}`,
    );
  }
  const first = expandSet(one, 0);
  const second = two === undefined ? [] : expandSet(two, first.length);
  const complement = options.has('c') || options.has('C');
  const members = new Set(first);
  const inFirst = (character: string) => members.has(character) !== complement;
  const last = second.at(-1) ?? '';
  const map = new Map<string, string>();
  first.forEach((character, at) => {
    if (options.has('t') && at >= second.length) return;
    map.set(character, second[at] ?? last);
  });
  const squeezed = new Set(two === undefined ? first : second);
  const squeezeThis = (character: string) =>
    two === undefined ? inFirst(character) : squeezed.has(character);
  let previous = '';
  for (;;) {
    const chunk = await context.stdin.read();
    if (chunk === undefined) return 0;
    let text = '';
    for (const character of chunk) {
      if (deletes && inFirst(character)) continue;
      const translates = !deletes && two !== undefined && inFirst(character);
      const result = translates
        ? complement
          ? last
          : (map.get(character) ?? character)
        : character;
      if (squeezes && result === previous && squeezeThis(result)) continue;
      previous = result;
      text += result;
    }
    await context.stdout.write(text);
  }
};
