/** What a filter is made of, once it is parsed. */
import type { Value } from './value.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=';
export type UpdateOperator = '=' | '|=' | '+=' | '-=' | '*=' | '/=' | '%=' | '//=';

/** `$x`, `[$a, {b: $c}]` */
export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly {
        /** `$name` beside its value. */
        readonly variable?: string;
        readonly key: Node;
        readonly value?: Pattern;
      }[];
    };

export type Node =
  | { readonly kind: 'identity' }
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'string'; readonly format: string; readonly parts: readonly (string | Node)[] }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'index'; readonly term: Node; readonly key: Node; readonly optional: boolean }
  | {
      readonly kind: 'slice';
      readonly term: Node;
      readonly from: Node | undefined;
      readonly to: Node | undefined;
      readonly optional: boolean;
    }
  | { readonly kind: 'each'; readonly term: Node; readonly optional: boolean }
  | { readonly kind: 'array'; readonly items: Node | undefined }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: Node, value: Node])[] }
  | { readonly kind: 'negate'; readonly term: Node }
  | {
      readonly kind: 'pipe' | 'comma' | 'and' | 'or' | 'alternative';
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: 'update';
      readonly operator: UpdateOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'if'; readonly test: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'try'; readonly body: Node; readonly handler: Node | undefined }
  | {
      readonly kind: 'reduce';
      readonly source: Node;
      readonly patterns: readonly Pattern[];
      readonly init: Node;
      readonly update: Node;
    }
  | {
      readonly kind: 'foreach';
      readonly source: Node;
      readonly patterns: readonly Pattern[];
      readonly init: Node;
      readonly update: Node;
      readonly extract: Node | undefined;
    }
  | { readonly kind: 'define'; readonly definition: Definition; readonly rest: Node }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Node[];
      readonly at: number;
    }
  | {
      readonly kind: 'bind';
      readonly source: Node;
      readonly patterns: readonly Pattern[];
      readonly body: Node;
    }
  | { readonly kind: 'label'; readonly name: string; readonly body: Node }
  | { readonly kind: 'break'; readonly name: string; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number };

/** `def name(params): body;` A parameter `$x` is also a variable. */
export interface Definition {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Node;
}

/** A filter that does not parse: one problem of a program, where it begins. */
export interface Problem {
  readonly message: string;
  readonly at: number;
}

/** All that is wrong with a program. */
export class CompileError extends Error {
  override name = 'CompileError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? '');
    this.problems = problems;
  }
}
