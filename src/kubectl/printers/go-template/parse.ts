/** Go template words ⇒ nodes. Mirrors Go's text/template/parse/parse.go. */
import { quoteGo } from '#apimachinery/go-quote.ts';
import { unquoteGo } from '../go-quote.ts';
import { numberOf, unquote } from './constants.ts';
import { isFunction } from './functions.ts';
import { lexTemplate, type Token, templateError } from './lex.ts';
import type { Command, Operand, Pipe, Template, TemplateNode } from './nodes.ts';

type End = 'end' | 'else' | 'eof';
interface Body {
  readonly nodes: readonly TemplateNode[];
  readonly end: End;
}

class Parser {
  readonly text: string;
  private readonly tokens: readonly Token[];
  private at = 0;
  private variables: string[] = ['$'];
  private loops = 0;
  readonly defined = new Map<string, readonly TemplateNode[]>();

  constructor(text: string) {
    this.text = text;
    this.tokens = lexTemplate(text);
  }

  refuse(message: string, at = this.peek()?.at ?? this.text.length): never {
    throw templateError(this.text, at, message);
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const token = this.tokens[this.at];
    if (!token) return this.refuse('unexpected EOF');
    this.at += 1;
    return token;
  }

  private peekWord(): Token | undefined {
    while (this.peek()?.type === 'space') this.at += 1;
    return this.peek();
  }

  private nextWord(): Token {
    this.peekWord();
    return this.next();
  }

  private unexpected(token: Token, where: string): never {
    const shown = token.type === 'close' ? quoteGo('}}') : `<${token.text}>`;
    return this.refuse(`unexpected ${shown} in ${where}`, token.at);
  }

  /** Text and actions up to `{{end}}`, `{{else}}` or the end of the text. */
  body(top: boolean): Body {
    const nodes: TemplateNode[] = [];
    while (this.peek()) {
      const token = this.next();
      if (token.type === 'text') {
        nodes.push({ type: 'text', text: token.text });
        continue;
      }
      const word = this.peekWord();
      if (word?.text === 'end' || word?.text === 'else') {
        if (top) this.refuse(`unexpected {{${word.text}}}`, word.at);
        this.next();
        return { nodes, end: word.text };
      }
      const node = this.action();
      if (node) nodes.push(...node);
    }
    if (!top) this.refuse('unexpected EOF');
    return { nodes, end: 'eof' };
  }

  private close(where: string): void {
    const token = this.nextWord();
    if (token.type !== 'close') this.unexpected(token, where);
  }

  private action(): readonly TemplateNode[] | undefined {
    const word = this.peekWord();
    if (!word) return this.refuse('unclosed action');
    switch (word.text) {
      case 'if':
      case 'with':
      case 'range':
        this.next();
        return [this.branch(word.text, word.at)];
      case 'define':
        this.next();
        return this.define();
      case 'block':
        this.next();
        return [this.block(word.at)];
      case 'template':
        this.next();
        return [this.template(word.at)];
      case 'break':
      case 'continue':
        this.next();
        if (this.loops === 0) this.refuse(`{{${word.text}}} outside {{range}}`, word.at);
        this.close(`{{${word.text}}}`);
        return [{ type: word.text, at: word.at }];
      default: {
        const pipe = this.pipe('command');
        this.close('command');
        return [{ type: 'action', at: word.at, pipe }];
      }
    }
  }

  private branch(type: 'if' | 'with' | 'range', at: number): TemplateNode {
    const known = this.variables.length;
    const pipe = this.pipe(type);
    this.close(type);
    if (type === 'range') this.loops += 1;
    const then = this.body(false);
    if (type === 'range') this.loops -= 1;
    let otherwise: readonly TemplateNode[] = [];
    if (then.end === 'else') {
      const word = this.peekWord();
      if (word?.text === type && type !== 'range') {
        this.next();
        otherwise = [this.branch(type, word.at)];
        this.variables = this.variables.slice(0, known);
        return { type, at, pipe, body: then.nodes, otherwise };
      }
      this.close('else');
      otherwise = this.body(false).nodes;
    }
    this.close('end');
    this.variables = this.variables.slice(0, known);
    return { type, at, pipe, body: then.nodes, otherwise };
  }

  private name(where: string): string {
    const token = this.nextWord();
    const name = token.type === 'string' ? unquote(token.text) : undefined;
    return name ?? this.unexpected(token, where);
  }

  /** A definition's own body, with its own variables. */
  private definition(): readonly TemplateNode[] {
    const outer = this.variables;
    this.variables = ['$'];
    const { nodes } = this.body(false);
    this.close('end');
    this.variables = outer;
    return nodes;
  }

  private define(): undefined {
    const name = this.name('define clause');
    this.close('define clause');
    this.defined.set(name, this.definition());
    return undefined;
  }

  private block(at: number): TemplateNode {
    const name = this.name('block clause');
    const pipe = this.pipe('block clause');
    this.close('block clause');
    this.defined.set(name, this.definition());
    return { type: 'template', at, name, pipe };
  }

  private template(start: number): TemplateNode {
    const at = this.peekWord()?.at ?? start;
    const name = this.name('template clause');
    const pipe = this.peekWord()?.type === 'close' ? undefined : this.pipe('template clause');
    this.close('template clause');
    return { type: 'template', at, name, pipe };
  }

  /** `$i, $x :=` at the head of a pipe. */
  private declarations(where: string): { variables: readonly string[]; assigns: boolean } {
    const start = this.at;
    const variables: string[] = [];
    while (this.peekWord()?.type === 'variable') {
      variables.push(this.next().text);
      const word = this.peekWord();
      if (word?.text === ':=' || word?.text === '=') {
        this.next();
        if (word.text === ':=') this.variables.push(...variables);
        return { variables, assigns: word.text === '=' };
      }
      if (word?.text !== ',' || where !== 'range' || variables.length > 1) break;
      this.next();
    }
    this.at = start;
    return { variables: [], assigns: false };
  }

  private pipe(where: string): Pipe {
    const at = this.peekWord()?.at ?? this.text.length;
    const { variables, assigns } = this.declarations(where);
    const commands: Command[] = [];
    for (;;) {
      const word = this.peekWord();
      if (!word || word.type === 'close' || word.text === ')') break;
      commands.push(this.command());
      if (this.peekWord()?.text !== '|') break;
      this.next();
    }
    if (commands.length === 0) this.refuse(`missing value for ${where}`);
    commands.slice(1).forEach((command, index) => {
      const first = command.operands[0]?.type;
      if (first === 'dot' || first === 'nil' || first === 'constant')
        this.refuse(`non executable command in pipeline stage ${index + 2}`, command.at);
    });
    return { at, variables, assigns, commands };
  }

  private command(): Command {
    const at = this.peekWord()?.at ?? 0;
    const operands: Operand[] = [];
    for (;;) {
      const word = this.peekWord();
      if (!word || word.type === 'close' || word.text === '|' || word.text === ')') break;
      operands.push(this.operand());
    }
    if (operands.length === 0) this.refuse('empty command');
    return { at, operands };
  }

  private operand(): Operand {
    const token = this.next();
    const base = this.term(token);
    const names: string[] = [];
    const at = this.peek()?.at ?? token.at;
    while (this.peek()?.type === 'field') names.push(this.next().text.slice(1));
    if (names.length === 0) return base;
    if (base.type === 'field') return { ...base, at, names: [...base.names, ...names] };
    if (base.type === 'variable') return { ...base, at, names };
    if (base.type === 'constant' || base.type === 'nil')
      return this.refuse(`unexpected . after term ${quoteGo(token.text)}`, at);
    return { type: 'chain', at, operand: base, names };
  }

  private term(token: Token): Operand {
    const { at, text } = token;
    switch (token.type) {
      case 'field':
        return { type: 'field', at, names: [text.slice(1)] };
      case 'variable':
        if (!this.variables.includes(text)) this.refuse(`undefined variable ${quoteGo(text)}`, at);
        return { type: 'variable', at, name: text, names: [] };
      case 'string':
        return {
          type: 'constant',
          at,
          text,
          value: unquote(text) ?? this.refuse('invalid syntax', at),
        };
      case 'char':
        return { type: 'constant', at, text, value: BigInt(unquoteGo(text)?.codePointAt(0) ?? 0) };
      case 'number':
        return { type: 'constant', at, text, value: numberOf(text) };
      case 'identifier':
        return this.word(token);
      default:
        if (text === '.') return { type: 'dot', at };
        if (text === '(') {
          const pipe = this.pipe('parenthesized pipeline');
          const end = this.nextWord();
          if (end.text !== ')') this.unexpected(end, 'parenthesized pipeline');
          return { type: 'pipe', at, pipe };
        }
        return this.unexpected(token, 'operand');
    }
  }

  private word({ text, at }: Token): Operand {
    if (text === 'true' || text === 'false')
      return { type: 'constant', at, text, value: text === 'true' };
    if (text === 'nil') return { type: 'nil', at };
    if (!isFunction(text)) this.refuse(`function ${quoteGo(text)} not defined`, at);
    return { type: 'function', at, name: text };
  }
}

/** Reads a template; throws `template: output:1: …`. */
export function parseTemplate(text: string): Template {
  const parser = new Parser(text);
  const { nodes } = parser.body(true);
  return { text, body: nodes, defined: parser.defined };
}
