/** Names that mean nothing are found before a filter runs. */
import type { Definition, Node, Pattern, Problem } from './syntax.ts';

/** Names in reach: `f/1`, `$x`, `*out`. */
type Names = ReadonlySet<string>;

const variablesOf = (pattern: Pattern): readonly string[] => {
  if (pattern.kind === 'variable') return [`$${pattern.name}`];
  if (pattern.kind === 'array') return pattern.items.flatMap(variablesOf);
  return pattern.entries.flatMap(({ variable, value }) => [
    ...(variable === undefined ? [] : [`$${variable}`]),
    ...(value ? variablesOf(value) : []),
  ]);
};

class Checker {
  readonly problems: Problem[] = [];

  #need(names: Names, name: string, shown: string, at: number): void {
    if (!names.has(name)) this.problems.push({ message: `${shown} is not defined`, at });
  }

  #patterns(patterns: readonly Pattern[], names: Names): Names {
    for (const pattern of patterns) this.#keys(pattern, names);
    return new Set([...names, ...patterns.flatMap(variablesOf)]);
  }

  #keys(pattern: Pattern, names: Names): void {
    if (pattern.kind === 'array') for (const item of pattern.items) this.#keys(item, names);
    if (pattern.kind !== 'object') return;
    for (const { key, value } of pattern.entries) {
      this.check(key, names);
      if (value) this.#keys(value, names);
    }
  }

  #definition({ name, params, body }: Definition, names: Names): Names {
    const known = new Set([...names, `${name}/${params.length}`]);
    const inner = params.flatMap((param) =>
      param.startsWith('$') ? [param, `${param.slice(1)}/0`] : [`${param}/0`],
    );
    this.check(body, new Set([...known, ...inner]));
    return known;
  }

  check(node: Node, names: Names): void {
    const all = (...nodes: readonly (Node | undefined)[]): void => {
      for (const each of nodes) {
        if (each) this.check(each, names);
      }
    };
    switch (node.kind) {
      case 'call':
        this.#need(
          names,
          `${node.name}/${node.args.length}`,
          `${node.name}/${node.args.length}`,
          node.at,
        );
        all(...node.args);
        return;
      case 'variable':
        this.#need(names, `$${node.name}`, `$${node.name}`, node.at);
        return;
      case 'break':
        this.#need(names, `*${node.name}`, `$*label-${node.name}`, node.at);
        return;
      case 'label':
        this.check(node.body, new Set([...names, `*${node.name}`]));
        return;
      case 'define':
        this.check(node.rest, this.#definition(node.definition, names));
        return;
      case 'bind':
        all(node.source);
        this.check(node.body, this.#patterns(node.patterns, names));
        return;
      case 'reduce':
      case 'foreach': {
        all(node.source, node.init);
        const inner = this.#patterns(node.patterns, names);
        this.check(node.update, inner);
        if (node.kind === 'foreach' && node.extract) this.check(node.extract, inner);
        return;
      }
      default:
        all(...childrenOf(node));
    }
  }
}

/** The parts of a node that brings no names. */
function childrenOf(node: Node): readonly (Node | undefined)[] {
  switch (node.kind) {
    case 'string':
      return node.parts.filter((part) => typeof part !== 'string');
    case 'index':
      return [node.term, node.key];
    case 'slice':
      return [node.term, node.from, node.to];
    case 'each':
    case 'negate':
      return [node.term];
    case 'array':
      return [node.items];
    case 'object':
      return node.entries.flat();
    case 'if':
      return [node.test, node.then, node.otherwise];
    case 'try':
      return [node.body, node.handler];
    case 'pipe':
    case 'comma':
    case 'and':
    case 'or':
    case 'alternative':
    case 'binary':
    case 'update':
      return [node.left, node.right];
    default:
      return [];
  }
}

/** What a filter names that is not there, in its order. */
export function checkNames(node: Node, names: Names): readonly Problem[] {
  const checker = new Checker();
  checker.check(node, names);
  return checker.problems;
}
