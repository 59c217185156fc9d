/** JSONPath templates: text ⇒ nodes, refusing in client-go's words. Mirrors client-go util/jsonpath/parser.go. */
import { KubectlError } from '../../errors.ts';
import { unquoteGo } from '../go-quote.ts';
import type { JsonPathList, JsonPathNode, SliceBound } from './nodes.ts';

const end = '';
const isDigit = (letter: string): boolean => /\p{Nd}/u.test(letter);
const isAlphaNumeric = (letter: string): boolean =>
  letter !== end && /[_\p{L}\p{Nd}]/u.test(letter);
const isEndOfLine = (letter: string): boolean => letter === '\r' || letter === '\n';
const terminators = new Set([end, ' ', '\t', '\r', '\n', '.', ',', '[', ']', '$', '@', '{', '}']);
const refuse = (message: string): never => {
  throw new KubectlError(message);
};
const newList = (): JsonPathList => ({ type: 'list', nodes: [] });

/** `U+003D '='`, as Go's %#U. */
const codePoint = (letter: string): string => {
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} '${letter}'`;
};

class Parser {
  private readonly input: string;
  readonly root = newList();
  private at = 0;
  private start = 0;

  constructor(input: string) {
    this.input = input;
  }

  parse(): JsonPathList {
    this.text();
    return this.root;
  }

  private next(): string {
    const letter = this.input[this.at] ?? end;
    this.at += letter.length;
    return letter;
  }

  private peek(): string {
    return this.input[this.at] ?? end;
  }

  private consume(): string {
    const text = this.input.slice(this.start, this.at);
    this.start = this.at;
    return text;
  }

  /** Plain text and actions in turn, to the end. */
  private text(): void {
    for (;;) {
      const open = this.input.indexOf('{', this.at);
      this.at = open < 0 ? this.input.length : open;
      const text = this.consume();
      if (text) this.root.nodes.push({ type: 'text', text });
      if (open < 0) return;
      this.at += 1;
      this.consume();
      const list = newList();
      this.root.nodes.push(list);
      this.action(list);
    }
  }

  /** What stands between braces, up to and with the closing one. */
  private action(list: JsonPathList): void {
    for (;;) {
      if (this.input.startsWith('[?(', this.at)) this.filter(list);
      else if (this.input.startsWith('..', this.at)) this.recursive(list);
      else if (this.input[this.at] === '}') {
        this.at += 1;
        this.consume();
        return;
      } else this.part(list);
    }
  }

  private part(list: JsonPathList): void {
    const letter = this.next();
    if (letter === end || isEndOfLine(letter)) refuse('unclosed action');
    else if (letter === ' ' || letter === '@' || letter === '$') this.consume();
    else if (letter === '[') this.array(list);
    else if (letter === '"' || letter === "'") this.quote(list, letter);
    else if (letter === '.') this.field(list);
    else if (letter === '+' || letter === '-' || isDigit(letter)) this.number(list);
    else if (isAlphaNumeric(letter)) this.identifier(list);
    else refuse(`unrecognized character in action: ${codePoint(letter)}`);
  }

  private identifier(list: JsonPathList): void {
    while (!terminators.has(this.peek())) this.next();
    const name = this.consume();
    list.nodes.push(
      name === 'true' || name === 'false'
        ? { type: 'constant', value: name === 'true' }
        : { type: 'identifier', name },
    );
  }

  private recursive(list: JsonPathList): void {
    if (list.nodes.at(-1)?.type === 'recursive') refuse('invalid multiple recursive descent');
    this.at += 2;
    this.consume();
    list.nodes.push({ type: 'recursive' });
    if (isAlphaNumeric(this.peek())) this.field(list);
  }

  private number(list: JsonPathList): void {
    while (this.peek() === '.' || (this.peek() !== end && isDigit(this.peek()))) this.next();
    const text = this.consume();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) refuse(`cannot parse number ${text}`);
    list.nodes.push({ type: 'constant', value: Number(text) });
  }

  private array(list: JsonPathList): void {
    for (;;) {
      const letter = this.next();
      if (letter === end || letter === '\n') refuse('unterminated array');
      if (letter === ']') break;
    }
    const text = this.consume().slice(1, -1);
    const parts = text.split(',');
    if (parts.length > 1) {
      const lists = parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, '')}]`));
      list.nodes.push({ type: 'union', lists });
      return;
    }
    const key = /^'([^']*)'$/.exec(text);
    if (key) list.nodes.push(...parseAction(`.${key[1] ?? ''}`).nodes);
    else list.nodes.push({ type: 'slice', bounds: sliceBounds(text === '*' ? ':' : text) });
  }

  private filter(list: JsonPathList): void {
    this.at += 3;
    this.consume();
    this.toFilterEnd();
    if (this.next() !== ']') refuse('unclosed array expect ]');
    const text = this.consume().slice(0, -2);
    const parts = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
    list.nodes.push(
      parts
        ? {
            type: 'filter',
            left: parseAction(parts[1] ?? ''),
            right: parseAction(parts[3] ?? ''),
            operator: parts[2] ?? '',
          }
        : { type: 'filter', left: parseAction(text), right: newList(), operator: 'exists' },
    );
  }

  /** To the `)` that is outside quotes. */
  private toFilterEnd(): void {
    let opened = false;
    let closed = false;
    let pair = '';
    for (;;) {
      const letter = this.next();
      if (letter === end || letter === '\n') refuse('unterminated filter');
      if (letter === '"' || letter === "'") {
        if (!opened) {
          opened = true;
          pair = letter;
        } else if (this.input[this.at - 2] !== '\\' && letter === pair) closed = true;
      } else if (letter === ')' && opened === closed) return;
    }
  }

  private quote(list: JsonPathList, mark: string): void {
    for (;;) {
      const letter = this.next();
      if (letter === end || letter === '\n') refuse('unterminated quoted string');
      if (letter === mark && this.input[this.at - 2] !== '\\') break;
    }
    const quoted = this.consume();
    const text = unquoteGo(quoted);
    if (text === undefined) refuse(`unquote string ${quoted} error invalid syntax`);
    else list.nodes.push({ type: 'text', text });
  }

  private field(list: JsonPathList): void {
    this.consume();
    for (;;) {
      const letter = this.peek();
      if (letter === '\\') this.next();
      else if (terminators.has(letter)) break;
      this.next();
    }
    const name = this.consume();
    list.nodes.push(
      name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') },
    );
  }
}

/** `1:3:2` ⇒ its numbers; a plain `1` ends one after its start. */
function sliceBounds(text: string): readonly [SliceBound, SliceBound, SliceBound] {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (!match) return refuse(`invalid array index ${text}`);
  const bound = (at: 1 | 2 | 3): SliceBound => {
    const part = match[at] ?? '';
    const digits = at === 1 ? part : part.slice(1);
    if (digits === '') return { value: 0, known: false, derived: false };
    if (!/\d/.test(digits)) return refuse(`array index ${digits} is not a number`);
    return { value: Number(digits), known: true, derived: false };
  };
  const start = bound(1);
  const stop = match[2] ? bound(2) : { value: start.value + 1, known: true, derived: true };
  return [start, stop, bound(3)];
}

function parseAction(text: string): JsonPathList {
  const [first] = parseJsonPath(`{${text}}`).nodes;
  return first?.type === 'list' ? first : newList();
}

/** A whole template: `{range .items[*]}{.metadata.name}{"\n"}{end}`. */
export const parseJsonPath = (text: string): JsonPathList => new Parser(text).parse();

/** Nodes as a template again; parsing it gives the same nodes. */
export function printJsonPath(root: JsonPathList): string {
  return root.nodes
    .map((node) => (node.type === 'text' ? node.text : `{${printNode(node)}}`))
    .join('');
}

function printNode(node: JsonPathNode): string {
  switch (node.type) {
    case 'list':
      return node.nodes.map(printNode).join('');
    case 'text':
      return JSON.stringify(node.text);
    case 'field':
      return `.${node.name.replace(/[\s.,[\]$@{}]/g, '\\$&')}`;
    case 'identifier':
      return `${node.name} `;
    case 'constant':
      return ` ${node.value}`;
    case 'wildcard':
      return '.*';
    case 'recursive':
      return '..';
    case 'union':
      return `[${node.lists.map((list) => printNode(list).slice(1, -1)).join(',')}]`;
    case 'filter':
      return node.operator === 'exists'
        ? `[?(@${printNode(node.left)})]`
        : `[?(@${printNode(node.left)}${node.operator}${printNode(node.right)})]`;
    default:
      return printSlice(node.bounds);
  }
}

function printSlice([start, stop, step]: readonly [SliceBound, SliceBound, SliceBound]): string {
  if (stop.derived) return `[${start.value}]`;
  const text = (bound: SliceBound): string => (bound.known ? String(bound.value) : '');
  return `[${text(start)}:${text(stop)}${step.known ? `:${text(step)}` : ''}]`;
}
