/** What names mean where a filter stands: functions by name and number of arguments, variables, labels. */
import type { Definition, Node } from './syntax.ts';
import type { Value } from './value.ts';

/** A filter with the place it was written in. */
export interface Closure {
  readonly node: Node;
  readonly scope: Scope;
}

/** A function: its definition and where it was defined; an argument is one without parameters. */
type Entry =
  | { readonly kind: 'function'; readonly definition: Definition; readonly home: Scope }
  | { readonly kind: 'argument'; readonly closure: Closure }
  | { readonly kind: 'variable'; readonly value: Value }
  | { readonly kind: 'label'; readonly label: object };

/** One name above another; the nearest is meant. */
export class Scope {
  readonly #name: string;
  readonly #entry: Entry | undefined;
  readonly #parent: Scope | undefined;

  constructor(parent?: Scope, name = '', entry?: Entry) {
    this.#parent = parent;
    this.#name = name;
    this.#entry = entry;
  }

  #find(name: string): Entry | undefined {
    let scope: Scope | undefined = this;
    while (scope) {
      if (scope.#name === name) return scope.#entry;
      scope = scope.#parent;
    }
    return undefined;
  }

  /** Definitions that all see each other. */
  static of(definitions: readonly Definition[]): Scope {
    const entries = definitions.map((definition) => ({
      kind: 'function' as const,
      definition,
      home: new Scope(),
    }));
    let scope = new Scope();
    for (const entry of entries) {
      const { name, params } = entry.definition;
      scope = new Scope(scope, `${name}/${params.length}`, entry);
    }
    for (const entry of entries) entry.home = scope;
    return scope;
  }

  /** A function sees itself. */
  withFunction(definition: Definition): Scope {
    const entry: { kind: 'function'; definition: Definition; home: Scope } = {
      kind: 'function',
      definition,
      home: this,
    };
    const scope = new Scope(this, `${definition.name}/${definition.params.length}`, entry);
    entry.home = scope;
    return scope;
  }

  withArgument(name: string, closure: Closure): Scope {
    return new Scope(this, `${name}/0`, { kind: 'argument', closure });
  }

  withVariable(name: string, value: Value): Scope {
    return new Scope(this, `$${name}`, { kind: 'variable', value });
  }

  withLabel(name: string, label: object): Scope {
    return new Scope(this, `*${name}`, { kind: 'label', label });
  }

  call(name: string, count: number): Extract<Entry, { kind: 'function' | 'argument' }> | undefined {
    const entry = this.#find(`${name}/${count}`);
    return entry?.kind === 'function' || entry?.kind === 'argument' ? entry : undefined;
  }

  variable(name: string): Value | undefined {
    const entry = this.#find(`$${name}`);
    return entry?.kind === 'variable' ? entry.value : undefined;
  }

  label(name: string): object | undefined {
    const entry = this.#find(`*${name}`);
    return entry?.kind === 'label' ? entry.label : undefined;
  }
}
