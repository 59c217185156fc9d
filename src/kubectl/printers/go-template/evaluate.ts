/** Go templates applied to data. Mirrors Go's text/template/exec.go. */
import { KubectlError } from '../../errors.ts';
import { sortedKeys } from '../printer.ts';
import { callFunction, checkArity, shortCircuits } from './functions.ts';
import type { Command, Operand, Pipe, Template, TemplateNode } from './nodes.ts';
import { asInteger, goTypeOf, isMap, isTrue, noValue, printValue } from './values.ts';

/** A failure in the middle: what was printed so far, and why it stopped. */
export class TemplateFailure extends KubectlError {
  readonly printed: string;

  constructor(message: string, printed: string) {
    super(message);
    this.printed = printed;
  }
}

interface Variable {
  readonly name: string;
  value: unknown;
}
type Flow = 'on' | 'break' | 'continue';

/** `<.items>` for messages: the operand's own text. */
function shown(operand: Operand): string {
  switch (operand.type) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'field':
      return operand.names.map((name) => `.${name}`).join('');
    case 'variable':
      return [operand.name, ...operand.names].join('.');
    case 'chain':
      return `${shown(operand.operand)}.${operand.names.join('.')}`;
    case 'constant':
      return operand.text;
    case 'function':
      return operand.name;
    default:
      return `(${shownPipe(operand.pipe)})`;
  }
}
const shownCommand = ({ operands }: Command): string => operands.map(shown).join(' ');
const shownPipe = ({ commands }: Pipe): string => commands.map(shownCommand).join(' | ');
const cut = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}...` : text);

class Execution {
  private readonly template: Template;
  private readonly allowMissingKeys: boolean;
  private variables: Variable[];
  private depth = 0;
  private name = 'output';
  out = '';

  constructor(template: Template, data: unknown, allowMissingKeys: boolean) {
    this.template = template;
    this.allowMissingKeys = allowMissingKeys;
    this.variables = [{ name: '$', value: data }];
  }

  private refuse(at: number, text: string, message: string): never {
    const before = this.template.text.slice(0, at);
    const newline = before.lastIndexOf('\n');
    const line = before.split('\n').length;
    const column = newline < 0 ? at : at - newline;
    throw new TemplateFailure(
      `template: output:${line}:${column}: executing "${this.name}" at <${cut(text)}>: ${message}`,
      this.out,
    );
  }

  walk(nodes: readonly TemplateNode[], dot: unknown): Flow {
    for (const node of nodes) {
      const flow = this.node(node, dot);
      if (flow !== 'on') return flow;
    }
    return 'on';
  }

  private node(node: TemplateNode, dot: unknown): Flow {
    switch (node.type) {
      case 'text':
        this.out += node.text;
        return 'on';
      case 'action': {
        const value = this.pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0)
          this.out += value === null || value === undefined ? '<no value>' : printValue(value);
        return 'on';
      }
      case 'if':
      case 'with':
        return this.scope(() => {
          const value = this.pipe(node.pipe, dot);
          if (!isTrue(value)) return this.walk(node.otherwise, dot);
          return this.walk(node.body, node.type === 'with' ? value : dot);
        });
      case 'range':
        return this.scope(() => this.range(node, dot));
      case 'template':
        return this.call(node, dot);
      default:
        return node.type;
    }
  }

  private scope(run: () => Flow): Flow {
    const known = this.variables.length;
    const flow = run();
    this.variables.length = known;
    return flow;
  }

  private call(node: TemplateNode & { type: 'template' }, dot: unknown): Flow {
    const body = this.template.defined.get(node.name);
    if (!body)
      return this.refuse(
        node.at,
        `{{template "${node.name}"}}`,
        `template "${node.name}" not defined`,
      );
    if (this.depth > 1000)
      return this.refuse(node.at, node.name, 'exceeded maximum template depth (100000)');
    const value = node.pipe ? this.pipe(node.pipe, dot) : null;
    const { variables, name } = this;
    this.variables = [{ name: '$', value }];
    this.name = node.name;
    this.depth += 1;
    this.walk(body, value);
    this.depth -= 1;
    this.variables = variables;
    this.name = name;
    return 'on';
  }

  /** Pairs of key and value that a range goes over. */
  private entries(value: unknown, pipe: Pipe): readonly (readonly [unknown, unknown])[] {
    if (Array.isArray(value)) return value.map((item, at) => [BigInt(at), item] as const);
    if (isMap(value)) return sortedKeys(value).map((key) => [key, value[key]] as const);
    if (value === null || value === undefined || value === noValue) return [];
    const count = asInteger(value);
    if (count !== undefined)
      return Array.from({ length: Number(count) }, (_, at) => [BigInt(at), BigInt(at)] as const);
    return this.refuse(pipe.at, shownPipe(pipe), `range can't iterate over ${printValue(value)}`);
  }

  private range(node: TemplateNode & { type: 'range' | 'if' | 'with' }, dot: unknown): Flow {
    const { variables, ...bare } = node.pipe;
    const value = this.pipe({ ...bare, variables: [] }, dot);
    const entries = this.entries(value, node.pipe);
    if (entries.length === 0) return this.walk(node.otherwise, dot);
    for (const [key, item] of entries) {
      const flow = this.scope(() => {
        const values = variables.length > 1 ? [key, item] : [item];
        variables.forEach((name, at) => {
          this.declare(name, values[at], bare.assigns);
        });
        return this.walk(node.body, item);
      });
      if (flow === 'break') break;
    }
    return 'on';
  }

  private declare(name: string, value: unknown, assigns: boolean): void {
    if (!assigns) {
      this.variables.push({ name, value });
      return;
    }
    const variable = this.variables.findLast((entry) => entry.name === name);
    if (variable) variable.value = value;
  }

  private pipe(pipe: Pipe, dot: unknown): unknown {
    let value: unknown;
    pipe.commands.forEach((command, at) => {
      value = this.command(command, dot, at > 0 ? [value] : []);
    });
    for (const name of pipe.variables) this.declare(name, value, pipe.assigns);
    return value;
  }

  private command(command: Command, dot: unknown, final: readonly unknown[]): unknown {
    const [first, ...rest] = command.operands;
    if (!first) return undefined;
    if (first.type === 'function') return this.invoke(first.name, command, rest, dot, final);
    if (rest.length > 0 || final.length > 0)
      return this.refuse(
        first.at,
        shown(first),
        first.type === 'field' || first.type === 'variable' || first.type === 'chain'
          ? `${first.type === 'field' ? first.names.at(-1) : shown(first)} is not a method but has arguments`
          : `can't give argument to non-function ${shown(first)}`,
      );
    if (first.type === 'nil') return this.refuse(first.at, 'nil', 'nil is not a command');
    return this.operand(first, dot);
  }

  private invoke(
    name: string,
    command: Command,
    operands: readonly Operand[],
    dot: unknown,
    final: readonly unknown[],
  ): unknown {
    const stopsAt = shortCircuits[name];
    try {
      checkArity(name, operands.length + final.length);
      if (stopsAt === undefined)
        return callFunction(name, [
          ...operands.map((operand) => this.operand(operand, dot)),
          ...final,
        ]);
      let value: unknown;
      for (const operand of operands) {
        value = this.operand(operand, dot);
        if (isTrue(value) === stopsAt) return value;
      }
      return final.length > 0 ? final[0] : value;
    } catch (error) {
      if (!(error instanceof KubectlError) || error instanceof TemplateFailure) throw error;
      return this.refuse(
        command.at,
        error.message.startsWith('wrong number') ? name : shownCommand(command),
        error.message,
      );
    }
  }

  private operand(operand: Operand, dot: unknown): unknown {
    switch (operand.type) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value;
      case 'field':
        return this.fields(operand, dot, operand.names);
      case 'variable': {
        const variable = this.variables.findLast((entry) => entry.name === operand.name);
        return this.fields(operand, variable?.value, operand.names);
      }
      case 'chain':
        return this.fields(operand, this.operand(operand.operand, dot), operand.names);
      case 'pipe':
        return this.pipe(operand.pipe, dot);
      default:
        return this.invoke(operand.name, { at: operand.at, operands: [operand] }, [], dot, []);
    }
  }

  private fields(operand: Operand, start: unknown, names: readonly string[]): unknown {
    let value = start;
    for (const name of names) value = this.field(operand, value, name);
    return value;
  }

  private field(operand: Operand, value: unknown, name: string): unknown {
    if (value === noValue && this.allowMissingKeys) return noValue;
    if (value === null || value === undefined || value === noValue)
      return this.refuse(operand.at, shown(operand), `nil pointer evaluating interface {}.${name}`);
    if (!isMap(value)) {
      const type = operand.type === 'variable' ? goTypeOf(value) : 'interface {}';
      const why = `can't evaluate field ${name} in type ${type}`;
      return this.refuse(operand.at, shown(operand), why);
    }
    if (Object.hasOwn(value, name) && value[name] !== undefined) return value[name];
    if (this.allowMissingKeys) return noValue;
    return this.refuse(operand.at, shown(operand), `map has no entry for key "${name}"`);
  }
}

/** The text of a template applied to data; throws TemplateFailure. */
export function executeTemplate(
  template: Template,
  data: unknown,
  allowMissingKeys: boolean,
): string {
  const execution = new Execution(template, data, allowMissingKeys);
  execution.walk(template.body, data);
  return execution.out;
}
