/** What the parts of the parser need of each other. */
import type { Node } from './syntax.ts';
import type { TokenStream } from './token-stream.ts';

export interface Parsing {
  readonly stream: TokenStream;
  /** An expression of operators that bind at least as tightly as `level`. */
  exp(level: number): Node;
  /** What may stand behind `try`. */
  prefix(): Node;
  /** A term with all that follows it: fields, indexes, slices. */
  term(): Node;
  /** `"…"`, `@csv "…"` */
  string(): Node;
  /** A node with the question marks behind it. */
  optional(node: Node): Node;
}

/** The level of `|`: everything. */
export const PIPE_LEVEL = 1;

export const IDENTITY: Node = { kind: 'identity' };

/** After a dot or a format. */
export const STRING_FOLLOWS = 'FORMAT or QQSTRING_START';
