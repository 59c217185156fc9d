/** The parts of a Go template. Mirrors Go's text/template/parse/node.go. */

/** A whole number of the template itself is a bigint (Go's int); of the data, a number (int64, or float64 with a fraction). */
export type GoValue = unknown;

interface At {
  /** Offset in the template's text. */
  readonly at: number;
}
export type Operand =
  | (At & { readonly type: 'dot' })
  | (At & { readonly type: 'nil' })
  | (At & { readonly type: 'field'; readonly names: readonly string[] })
  | (At & { readonly type: 'variable'; readonly name: string; readonly names: readonly string[] })
  | (At & { readonly type: 'chain'; readonly operand: Operand; readonly names: readonly string[] })
  | (At & { readonly type: 'constant'; readonly value: GoValue; readonly text: string })
  | (At & { readonly type: 'function'; readonly name: string })
  | (At & { readonly type: 'pipe'; readonly pipe: Pipe });

export interface Command extends At {
  readonly operands: readonly Operand[];
}
export interface Pipe extends At {
  readonly variables: readonly string[];
  /** `$x = …` rather than `$x := …`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}
interface Branch extends At {
  readonly pipe: Pipe;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}
export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | (At & { readonly type: 'action'; readonly pipe: Pipe })
  | (Branch & { readonly type: 'if' | 'with' | 'range' })
  | (At & { readonly type: 'template'; readonly name: string; readonly pipe: Pipe | undefined })
  | (At & { readonly type: 'break' | 'continue' });

export interface Template {
  readonly text: string;
  readonly body: readonly TemplateNode[];
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}
