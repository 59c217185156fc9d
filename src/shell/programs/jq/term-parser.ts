/** Terms: literals, fields, indexes, calls, and what stands in brackets. */

import { parseObject } from './object-parser.ts';
import { IDENTITY, type Parsing, PIPE_LEVEL, STRING_FOLLOWS } from './parsing.ts';
import type { Node } from './syntax.ts';
import type { Value } from './value.ts';

/** Names that are values. */
const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** A term with all that follows it: fields, indexes, slices. */
export function parseTerm(parser: Parsing): Node {
  let node = primary(parser);
  for (;;) {
    const next = suffix(parser, node);
    if (!next) return node;
    node = next;
  }
}

function suffix(parser: Parsing, term: Node): Node | undefined {
  const { stream } = parser;
  if (stream.is('FIELD')) {
    const key: Node = { kind: 'literal', value: stream.take().text.slice(1) };
    return { kind: 'index', term, key, optional: stream.accept("'?'") };
  }
  if (stream.is("'.'")) {
    stream.take();
    if (!stream.is('QQSTRING_START', 'FORMAT')) throw stream.unexpected(STRING_FOLLOWS);
    const key = parser.string();
    return { kind: 'index', term, key, optional: stream.accept("'?'") };
  }
  return stream.is("'['") ? brackets(parser, term) : undefined;
}

function brackets(parser: Parsing, term: Node): Node {
  const { stream } = parser;
  stream.take();
  stream.depth += 1;
  const close = (): boolean => {
    stream.expect("']'");
    stream.depth -= 1;
    return stream.accept("'?'");
  };
  if (stream.is("']'")) return { kind: 'each', term, optional: close() };
  if (stream.accept("':'")) {
    const to = parser.exp(PIPE_LEVEL);
    return { kind: 'slice', term, from: undefined, to, optional: close() };
  }
  const key = parser.exp(PIPE_LEVEL);
  if (!stream.accept("':'")) return { kind: 'index', term, key, optional: close() };
  const to = stream.is("']'") ? undefined : parser.exp(PIPE_LEVEL);
  return { kind: 'slice', term, from: key, to, optional: close() };
}

function primary(parser: Parsing): Node {
  const { stream } = parser;
  const token = stream.peek;
  switch (token.kind) {
    case 'LITERAL':
      stream.take();
      return { kind: 'literal', value: token.value ?? null };
    case 'QQSTRING_START':
      return parser.string();
    case 'FORMAT':
      return stream.after.kind === 'QQSTRING_START'
        ? parser.string()
        : { kind: 'format', name: stream.take().text.slice(1) };
    case "'.'":
      return dot(parser);
    case '..':
      stream.take();
      return { kind: 'call', name: 'recurse', args: [], at: token.at };
    case 'FIELD':
      return suffix(parser, IDENTITY) ?? IDENTITY;
    case "'$'":
      return dollar(parser);
    case "'('":
      return grouped(parser);
    case "'['":
      return array(parser);
    case "'{'":
      return parseObject(parser);
    case 'IDENT':
      return call(parser);
    default:
      throw stream.unexpected(stream.is('$unfinished') ? '' : '');
  }
}

function dot(parser: Parsing): Node {
  const { stream } = parser;
  stream.take();
  if (stream.is('QQSTRING_START')) {
    const key = parser.string();
    return { kind: 'index', term: IDENTITY, key, optional: stream.accept("'?'") };
  }
  return IDENTITY;
}

function dollar(parser: Parsing): Node {
  const { stream } = parser;
  const { at } = stream.take();
  if (stream.is('__loc__')) {
    stream.take();
    const value = new Map<string, string | number>([
      ['file', '<top-level>'],
      ['line', 1],
    ]);
    return { kind: 'literal', value };
  }
  return { kind: 'variable', name: stream.expect('IDENT', '__loc__ or IDENT').text, at };
}

function grouped(parser: Parsing): Node {
  const { stream } = parser;
  stream.take();
  stream.depth += 1;
  const node = parser.exp(PIPE_LEVEL);
  stream.expect("')'");
  stream.depth -= 1;
  return node;
}

function array(parser: Parsing): Node {
  const { stream } = parser;
  stream.take();
  if (stream.accept("']'")) return { kind: 'array', items: undefined };
  stream.depth += 1;
  const items = parser.exp(PIPE_LEVEL);
  stream.expect("']'");
  stream.depth -= 1;
  return { kind: 'array', items };
}

function call(parser: Parsing): Node {
  const { stream } = parser;
  const { text: name, at } = stream.take();
  if (name === 'break' && stream.is("'$'")) {
    stream.take();
    return { kind: 'break', name: stream.expect('IDENT', 'IDENT').text, at };
  }
  if (!stream.is("'('")) {
    const value = CONSTANTS.get(name);
    return value === undefined ? { kind: 'call', name, args: [], at } : { kind: 'literal', value };
  }
  stream.take();
  stream.depth += 1;
  const args = [parser.exp(PIPE_LEVEL)];
  while (stream.accept("';'")) args.push(parser.exp(PIPE_LEVEL));
  stream.expect("')'", "';' or ')'");
  stream.depth -= 1;
  return { kind: 'call', name, args, at };
}
