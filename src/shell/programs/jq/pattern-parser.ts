/** Patterns after `as`: `$x`, `[$a, $b]`, `{a: $x, $b}`, alternatives with `?//`. */
import type { Parsing } from './parsing.ts';
import type { Node, Pattern } from './syntax.ts';

const STARTS = "'$' or '[' or '{'";

/** One pattern or more. */
export function parsePatterns(parser: Parsing): readonly Pattern[] {
  const patterns = [pattern(parser)];
  while (parser.stream.accept('?//')) patterns.push(pattern(parser));
  return patterns;
}

function pattern(parser: Parsing): Pattern {
  const { stream } = parser;
  if (stream.accept("'$'")) return { kind: 'variable', name: stream.expect('IDENT', 'IDENT').text };
  if (stream.accept("'['")) {
    const items = [pattern(parser)];
    while (stream.accept("','")) items.push(pattern(parser));
    stream.expect("']'", "',' or ']'");
    return { kind: 'array', items };
  }
  if (!stream.accept("'{'")) throw stream.unexpected(STARTS);
  const entries = [entry(parser)];
  while (stream.accept("','")) entries.push(entry(parser));
  stream.expect("'}'", "',' or '}'");
  return { kind: 'object', entries };
}

type Entry = Extract<Pattern, { kind: 'object' }>['entries'][number];

function entry(parser: Parsing): Entry {
  const { stream } = parser;
  if (stream.accept("'$'")) {
    const variable = stream.expect('IDENT', 'IDENT').text;
    const key: Node = { kind: 'literal', value: variable };
    return stream.accept("':'") ? { variable, key, value: pattern(parser) } : { variable, key };
  }
  const key = keyOf(parser);
  stream.expect("':'", "':'");
  return { key, value: pattern(parser) };
}

function keyOf(parser: Parsing): Node {
  const { stream } = parser;
  if (stream.is('QQSTRING_START', 'FORMAT')) return parser.string();
  if (stream.is("'('")) return parser.term();
  if (stream.is('IDENT') || /^[a-z_]+$/.test(stream.peek.kind)) {
    return { kind: 'literal', value: stream.take().text };
  }
  throw stream.unexpected();
}
