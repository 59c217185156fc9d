/** Words to text: every expansion, in bash's order. */
import type { Word, WordPart } from 'unbash';
import type { Execution, Tilde } from '../execute/execution.ts';
import { ExpansionError } from '../execute/flow.ts';
import { expandBraces } from './braces.ts';
import { glob } from './glob.ts';
import { expandParameter, expandSimple } from './parameter.ts';
import { arithmetic } from './parameter-value.ts';
import { hasWildcard } from './pattern.ts';
import { expanded, fieldBreak, type Pieces, plain, quoted } from './pieces.ts';
import { splitPieces } from './split.ts';
import { substituteCommand, substituteProcess } from './substitute.ts';
import { expandTilde } from './tilde.ts';
import { arithmeticText, parseWord } from './word-text.ts';

/** Arguments of a command: split, globbed. */
export async function expandWords(words: readonly Word[], x: Execution): Promise<string[]> {
  const result: string[] = [];
  for (const word of words) {
    if (word.parts === undefined && !/[\\~]/.test(word.text)) result.push(word.text);
    else result.push(...(await expandOne(word, x)));
  }
  return result;
}

async function expandOne(word: Word, x: Execution): Promise<string[]> {
  if (word.parts?.some((part) => part.type === 'BraceExpansion') === true) {
    const texts = expandBraces(word.text);
    if (texts.length !== 1 || texts[0] !== word.text) {
      const all: string[] = [];
      for (const text of texts) {
        const parsed = parseWord(text);
        if (parsed !== undefined)
          all.push(...(await fieldsOf(parsed.word, { ...x, source: parsed.source })));
      }
      return all;
    }
  }
  return fieldsOf(word, x);
}

async function fieldsOf(word: Word, x: Execution): Promise<string[]> {
  const { options, variables, cwd } = x.state;
  const pieces = await piecesOfWord(word, false, x);
  const fields = splitPieces(pieces, variables.text('IFS') ?? ' \t\n');
  if (options.has('noglob')) return fields.map((field) => field.text);
  return fields.flatMap((field) => {
    if (!hasWildcard(field.pattern)) return [field.text];
    const found = glob(x.host.files, cwd, field.pattern, {
      dotglob: options.has('dotglob'),
      globstar: options.has('globstar'),
      nocase: options.has('nocaseglob'),
    });
    if (found.length === 0 && options.has('failglob'))
      throw new ExpansionError(`no match: ${field.text}`);
    return found.length > 0 || options.has('nullglob') ? found : [field.text];
  });
}

/** A word as the right side of `=~`: what was quoted is literal. */
export async function regexOfWord(word: Word, x: Execution): Promise<string> {
  const pieces =
    word.parts === undefined
      ? [plain(word.text)]
      : await piecesOfParts(word.parts, false, x, 'never', true);
  return pieces
    .map((piece) => {
      if (piece === fieldBreak) return ' ';
      return piece.quoted ? piece.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : piece.text;
    })
    .join('');
}

/** The pieces of a word, with `inQuotes` as if it stood in double quotes. */
export async function piecesOfWord(
  word: Word,
  inQuotes: boolean,
  x: Execution,
  tilde: Tilde = 'start',
): Promise<Pieces> {
  if (word.parts === undefined)
    return literalPieces(word.text, inQuotes, x, inQuotes ? 'never' : tilde);
  return piecesOfParts(word.parts, inQuotes, x, tilde);
}

/** The pieces of a word's parts. */
export async function piecesOfParts(
  parts: readonly WordPart[],
  inQuotes: boolean,
  x: Execution,
  tilde: Tilde = 'start',
  keepBackslashes = false,
): Promise<Pieces> {
  const pieces: Pieces = [];
  for (const [at, part] of parts.entries()) {
    if (part.type === 'Literal' && !inQuotes) {
      if (keepBackslashes) pieces.push(plain(part.text));
      else
        pieces.push(
          ...literalPieces(
            part.text,
            false,
            x,
            at === 0 || tilde === 'assignment' ? tilde : 'never',
            at === 0,
          ),
        );
    } else pieces.push(...(await piecesOfPart(part, inQuotes, x)));
  }
  return pieces;
}

async function piecesOfPart(part: WordPart, inQuotes: boolean, x: Execution): Promise<Pieces> {
  switch (part.type) {
    case 'Literal':
      return [quoted(part.value)];
    case 'SingleQuoted':
      return [quoted(inQuotes ? part.text : part.value)];
    case 'AnsiCQuoted':
      return [quoted(part.value)];
    case 'DoubleQuoted':
    case 'LocaleString':
      return doubleQuoted(part.parts, x);
    case 'SimpleExpansion':
      return part.text === '$' ? [plain('$')] : expandSimple(part.text, inQuotes, x);
    case 'ParameterExpansion':
      return expandParameter(part, inQuotes, x);
    case 'CommandExpansion':
      return [expanded(await substituteCommand(part, x), inQuotes)];
    case 'ArithmeticExpansion': {
      const body = part.text.startsWith('$[') ? part.text.slice(2, -1) : part.text.slice(3, -2);
      return [expanded(String(arithmetic(await arithmeticText(body, x), x)), inQuotes)];
    }
    case 'ProcessSubstitution':
      return [quoted(await substituteProcess(part, x))];
    case 'Glob':
      return part.parts === undefined ? [plain(part.text)] : bracketPieces(part.parts, x);
    case 'ExtendedGlob':
      return extendedPieces(part.text, part.parts, x);
    case 'BraceExpansion':
      return part.parts === undefined
        ? literalPieces(part.text, inQuotes, x, 'never')
        : piecesOfBraces(part.text, x);
  }
}

async function bracketPieces(parts: readonly WordPart[], x: Execution): Promise<Pieces> {
  return [plain('['), ...(await piecesOfParts(parts, false, x, 'never')), plain(']')];
}

async function extendedPieces(
  text: string,
  parts: readonly WordPart[] | undefined,
  x: Execution,
): Promise<Pieces> {
  if (parts === undefined) return [plain(text)];
  return [plain(text.slice(0, 2)), ...(await piecesOfParts(parts, false, x, 'never')), plain(')')];
}

/** Braces that stay: `x={$a,b}`. */
async function piecesOfBraces(text: string, x: Execution): Promise<Pieces> {
  const inner = parseWord(text.slice(1, -1));
  if (inner === undefined) return [plain(text)];
  return [
    plain('{'),
    ...(await piecesOfWord(inner.word, false, { ...x, source: inner.source })),
    plain('}'),
  ];
}

/** `"…"`: one field even when empty, unless it is only an empty `$@`. */
async function doubleQuoted(parts: readonly WordPart[], x: Execution): Promise<Pieces> {
  const pieces = await piecesOfParts(parts, true, x, 'never');
  const onlyList = parts.length > 0 && parts.every(isList);
  return pieces.length === 0 && !onlyList ? [quoted('')] : pieces;
}

function isList(part: WordPart): boolean {
  if (part.type === 'SimpleExpansion') return part.text === '$@';
  if (part.type !== 'ParameterExpansion' || part.prefix === '#') return false;
  return part.parameter === '@' || part.index?.text === '@';
}

/** Unquoted text: backslashes quote one character, tildes name homes. */
function literalPieces(
  text: string,
  inQuotes: boolean,
  x: Execution,
  tilde: Tilde,
  atStart = true,
): Pieces {
  if (inQuotes)
    return [quoted(text.replace(/\\([$`"\\\n])/g, (_, c: string) => (c === '\n' ? '' : c)))];
  const source = tilde === 'never' ? text : expandTilde(text, tilde, atStart, x);
  if (typeof source !== 'string')
    return source.flatMap((piece) => (piece.quoted ? [piece] : unescaped(piece.text)));
  return unescaped(source);
}

function unescaped(text: string): Pieces {
  if (!text.includes('\\')) return [plain(text)];
  const pieces: Pieces = [];
  for (const match of text.matchAll(/\\([\s\S]?)|[^\\]+/g)) {
    if (!match[0].startsWith('\\')) pieces.push(plain(match[0]));
    else if (match[1] !== '\n') pieces.push(quoted(match[1] === '' ? '\\' : (match[1] ?? '')));
  }
  return pieces;
}
