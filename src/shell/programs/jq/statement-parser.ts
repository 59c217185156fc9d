/** Expressions that begin with a word: `if`, `try`, `reduce`, `foreach`, `label`. */
import { type Parsing, PIPE_LEVEL } from './parsing.ts';
import { parsePatterns } from './pattern-parser.ts';
import type { Node } from './syntax.ts';

/** `if … then … elif … else … end` */
export function parseIf(parser: Parsing): Node {
  const { stream } = parser;
  const { at } = stream.take();
  stream.depth += 1;
  const test = parser.exp(PIPE_LEVEL);
  stream.expect('then');
  stream.open.push({ what: 'if', at });
  const then = parser.exp(PIPE_LEVEL);
  const otherwise = parseElse(parser);
  stream.open.pop();
  stream.depth -= 1;
  return { kind: 'if', test, then, otherwise };
}

function parseElse(parser: Parsing): Node {
  const { stream } = parser;
  if (stream.accept('elif')) {
    const test = parser.exp(PIPE_LEVEL);
    stream.expect('then');
    const then = parser.exp(PIPE_LEVEL);
    return { kind: 'if', test, then, otherwise: parseElse(parser) };
  }
  stream.expect('else');
  const node = parser.exp(PIPE_LEVEL);
  stream.expect('end');
  return node;
}

/** `try … catch …` */
export function parseTry(parser: Parsing): Node {
  const { stream } = parser;
  const { at } = stream.take();
  const body = parser.optional(prefixOrTerm(parser));
  if (!stream.accept('catch')) return { kind: 'try', body, handler: undefined };
  stream.open.push({ what: 'try', at });
  const handler = parser.optional(prefixOrTerm(parser));
  stream.open.pop();
  return { kind: 'try', body, handler };
}

function prefixOrTerm(parser: Parsing): Node {
  const { kind } = parser.stream.peek;
  const isPrefix = ["'-'", 'if', 'try', 'reduce', 'foreach', 'label', 'def'].includes(kind);
  return isPrefix ? (kind === 'def' ? parser.exp(PIPE_LEVEL) : parser.prefix()) : parser.term();
}

/** `reduce` and `foreach`. */
export function parseFold(parser: Parsing): Node {
  const { stream } = parser;
  const kind = stream.take().kind === 'reduce' ? 'reduce' : 'foreach';
  stream.depth += 1;
  const source = parser.term();
  stream.expect('as', 'as');
  const patterns = parsePatterns(parser);
  stream.expect("'('", "'('");
  const init = parser.exp(PIPE_LEVEL);
  stream.expect("';'");
  const update = parser.exp(PIPE_LEVEL);
  const extract = kind === 'foreach' && stream.accept("';'") ? parser.exp(PIPE_LEVEL) : undefined;
  stream.expect("')'");
  stream.depth -= 1;
  return kind === 'reduce'
    ? { kind, source, patterns, init, update }
    : { kind, source, patterns, init, update, extract };
}

/** `label $out | …` */
export function parseLabel(parser: Parsing): Node {
  const { stream } = parser;
  stream.take();
  stream.expect("'$'", "'$'");
  const name = stream.expect('IDENT', 'IDENT').text;
  stream.expect("'|'", "'|'");
  return { kind: 'label', name, body: parser.exp(PIPE_LEVEL) };
}
