/** Objects as a filter builds them. */
import { constantOf } from './constants.ts';
import { isKeyword } from './lexer.ts';
import { IDENTITY, type Parsing } from './parsing.ts';
import { printShort } from './print.ts';
import type { Node } from './syntax.ts';
import { typeOf } from './value.ts';

/** `{a: 1, "b": 2, $c, (.d): 4}` */
export function parseObject(parser: Parsing): Node {
  const { stream } = parser;
  stream.take();
  stream.depth += 1;
  const entries: (readonly [Node, Node])[] = [];
  while (!stream.is("'}'")) {
    entries.push(entry(parser));
    if (!stream.accept("','")) break;
  }
  stream.expect("'}'", "'}'");
  stream.depth -= 1;
  return { kind: 'object', entries };
}

function entry(parser: Parsing): readonly [Node, Node] {
  const { stream } = parser;
  const { kind, at } = stream.peek;
  if (stream.accept("'$'")) {
    const name = stream.expect('IDENT', 'IDENT').text;
    return [
      { kind: 'literal', value: name },
      { kind: 'variable', name, at },
    ];
  }
  const key = keyOf(parser);
  if (stream.accept("':'")) {
    const found = constantOf(key);
    if (found !== undefined && typeof found !== 'string') {
      const message = `Cannot use ${typeOf(found)} (${printShort(found, 11)}) as object key`;
      stream.problems.push({ message, at });
    }
    return [key, pipedValue(parser)];
  }
  if (kind === "'('") throw stream.unexpected("':'");
  return [key, { kind: 'index', term: IDENTITY, key, optional: false }];
}

function keyOf(parser: Parsing): Node {
  const { stream } = parser;
  if (stream.is('QQSTRING_START', 'FORMAT')) return parser.string();
  if (stream.is("'('")) return parser.term();
  if (stream.is('IDENT') || isKeyword(stream.peek.kind)) {
    return { kind: 'literal', value: stream.take().text };
  }
  throw stream.unexpected();
}

/** `ExpD`: terms joined by `|`. */
function pipedValue(parser: Parsing): Node {
  const { stream } = parser;
  const isNegative = stream.accept("'-'");
  const term = parser.term();
  const node: Node = isNegative ? { kind: 'negate', term } : term;
  return stream.accept("'|'") ? { kind: 'pipe', left: node, right: pipedValue(parser) } : node;
}
