/** The tree of an awk program. */

/** Something with a value. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'regex'; readonly source: string }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'element'; readonly name: string; readonly index: readonly Expression[] }
  | { readonly type: 'field'; readonly index: Expression }
  | {
      readonly type: 'assign';
      readonly operator: string;
      readonly target: Target;
      readonly value: Expression;
    }
  | {
      readonly type: 'conditional';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly type: 'logical';
      readonly operator: '&&' | '||';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'in'; readonly index: readonly Expression[]; readonly array: string }
  | {
      readonly type: 'match';
      readonly negated: boolean;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'compare';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'arithmetic';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'concat'; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'unary'; readonly operator: '-' | '+' | '!'; readonly operand: Expression }
  | {
      readonly type: 'step';
      readonly by: 1 | -1;
      readonly prefix: boolean;
      readonly target: Target;
    }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'builtin'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'group'; readonly items: readonly Expression[] }
  | {
      readonly type: 'getline';
      readonly from: 'input' | 'file' | 'command';
      readonly source: Expression | undefined;
      readonly target: Target | undefined;
    };

/** Something that can be assigned to. */
export type Target = Extract<Expression, { type: 'variable' | 'element' | 'field' }>;

/** Where print goes. */
export interface Redirection {
  readonly kind: '>' | '>>' | '|';
  readonly target: Expression;
}

/** Something that is done. */
export type Statement =
  | { readonly type: 'expression'; readonly value: Expression }
  | {
      readonly type: 'print';
      readonly args: readonly Expression[];
      readonly to: Redirection | undefined;
    }
  | {
      readonly type: 'printf';
      readonly args: readonly Expression[];
      readonly to: Redirection | undefined;
    }
  | { readonly type: 'block'; readonly body: readonly Statement[] }
  | {
      readonly type: 'if';
      readonly test: Expression;
      readonly yes: Statement;
      readonly no: Statement | undefined;
    }
  | { readonly type: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly type: 'do'; readonly test: Expression; readonly body: Statement }
  | {
      readonly type: 'for';
      readonly first: Statement | undefined;
      readonly test: Expression | undefined;
      readonly update: Statement | undefined;
      readonly body: Statement;
    }
  | {
      readonly type: 'forIn';
      readonly name: string;
      readonly array: string;
      readonly body: Statement;
    }
  | {
      readonly type: 'delete';
      readonly name: string;
      readonly index: readonly Expression[] | undefined;
    }
  | { readonly type: 'return' | 'exit'; readonly value: Expression | undefined }
  | { readonly type: 'break' | 'continue' | 'next' | 'nextfile' };

/** `pattern { action }`. */
export interface Rule {
  readonly pattern: Expression | undefined;
  /** The end of `from, to`. */
  readonly until: Expression | undefined;
  readonly action: Statement | undefined;
}

/** `function name(parameters) { … }`. */
export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

/** A whole program. */
export interface AwkProgram {
  readonly begin: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly end: readonly Statement[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}
