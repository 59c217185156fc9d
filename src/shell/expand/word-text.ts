/** Words as one text or pattern, for whoever needs no splitting. */
import { parse, type Word } from 'unbash';
import type { Execution, Tilde } from '../execute/execution.ts';
import { escapePattern } from './pattern.ts';
import { fieldBreak, joinPieces } from './pieces.ts';

/** One word of shell text, parsed alone; nothing when it is empty. */
export function parseWord(text: string): { word: Word; source: string } | undefined {
  const source = `: ${text}`;
  const command = parse(source).commands[0]?.command;
  if (command?.type !== 'Command') return undefined;
  const first = command.suffix[0];
  return first?.type === 'Word' ? { word: first, source } : undefined;
}

/** A word as one text: no splitting, no globbing. */
export async function textOfWord(
  word: Word,
  x: Execution,
  tilde: Tilde = 'start',
): Promise<string> {
  return joinPieces(await x.host.machine.piecesOfWord(word, false, x, tilde));
}

/** A word as a pattern: what was quoted is escaped. */
export async function patternOfWord(word: Word, x: Execution): Promise<string> {
  const pieces = await x.host.machine.piecesOfWord(word, false, x);
  return pieces
    .map((piece) => {
      if (piece === fieldBreak) return ' ';
      return piece.quoted ? escapePattern(piece.text) : piece.text;
    })
    .join('');
}

/** The text of an arithmetic expression with its `$` expansions done. */
export async function arithmeticText(text: string, x: Execution): Promise<string> {
  if (!/[$`"\\']/.test(text)) return text;
  const parsed = parseWord(`"${text.replaceAll('"', '')}"`);
  if (parsed === undefined) return text;
  return textOfWord(parsed.word, { ...x, source: parsed.source });
}
