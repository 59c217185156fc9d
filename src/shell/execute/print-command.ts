/** Commands as bash prints them back: `declare -f`, `jobs`, `set -x`. */
import type {
  AndOr,
  Case,
  CommandNode,
  CompoundCommand,
  CompoundList,
  Elif,
  If,
  PipelineNode,
  Redirection,
  Statement,
  TestExpression,
} from 'unbash';

/** Where a command is printed: how deep, and whether in a function, whose lists take lines. */
interface Layout {
  readonly source: string;
  readonly indent: number;
  readonly inFunction: boolean;
  /** Here-documents whose bodies come after this line. */
  readonly bodies: string[];
}

const spaces = (layout: Layout): string => ' '.repeat(layout.indent);
const deeper = (layout: Layout): Layout => ({ ...layout, indent: layout.indent + 4 });
const line = (layout: Layout): string => `\n${spaces(layout)}`;

/** `f () \n{ \n    echo hi\n}`. Mirrors bash print_cmd.c named_function_string. */
export function printFunctionDefinition(
  name: string,
  body: CommandNode | CompoundList,
  source: string,
): string {
  const layout: Layout = { source, indent: 0, inFunction: true, bodies: [] };
  const group = body.type === 'Redirected' ? body.command : body;
  const redirects = body.type === 'Redirected' ? printRedirections(body.redirects, layout) : '';
  const text =
    group.type === 'BraceGroup'
      ? `{ \n    ${printList(group.body, deeper(layout))}\n}`
      : `{ \n    ${printNode(group, deeper(layout))}\n}`;
  return `${name} () \n${text}${redirects === '' ? '' : ` ${redirects}`}`;
}

/** A command of a job: `sleep 5 | cat`. */
export function printCommand(node: PipelineNode | AndOr, source: string): string {
  const layout: Layout = { source, indent: 0, inFunction: false, bodies: [] };
  return printAndOr(node, layout) + flush(layout);
}

/** `[[ a == b ]]` without its brackets, as written. */
export function printTest(node: TestExpression): string {
  switch (node.type) {
    case 'TestUnary':
      return `${node.operator} ${node.operand.text}`;
    case 'TestBinary':
      return `${node.left.text} ${node.operator} ${node.right.text}`;
    case 'TestLogical':
      return node.operands.map(printTest).join(` ${node.operator} `);
    case 'TestNot':
      return `! ${printTest(node.operand)}`;
    case 'TestGroup':
      return `( ${printTest(node.expression)} )`;
  }
}

/** Bash leaves out the semicolon after a here-document and after the command that follows it. */
function printList(list: CompoundList, layout: Layout): string {
  let afterDocument = false;
  return list.commands
    .map((statement, at) => {
      const last = at === list.commands.length - 1;
      const text = printStatement(statement, layout, last || afterDocument);
      afterDocument = text.endsWith('\n');
      return text + (last ? '' : separator(statement, layout));
    })
    .join('');
}

function separator(statement: Statement, layout: Layout): string {
  if (statement.background === true) return ' ';
  return layout.inFunction ? line(layout) : ' ';
}

function printStatement(statement: Statement, layout: Layout, last: boolean): string {
  const text = printAndOr(statement.command, layout);
  const bodies = flush(layout);
  if (statement.background === true) return `${text} &${bodies}`;
  return bodies === '' && !last ? `${text};` : text + bodies;
}

/** A list inside `do … done`, `then … fi`: it ends with a semicolon. */
function printBody(list: CompoundList, layout: Layout): string {
  const text = printList(list, layout);
  return list.commands.at(-1)?.background === true || text.endsWith('\n') ? text : `${text};`;
}

function printAndOr(node: PipelineNode | AndOr, layout: Layout): string {
  if (node.type !== 'AndOr') return printPipeline(node, layout);
  return node.commands
    .map((command, at) => {
      const operator = node.operators[at - 1];
      return (operator === undefined ? '' : ` ${operator} `) + printPipeline(command, layout);
    })
    .join('');
}

function printPipeline(node: PipelineNode, layout: Layout): string {
  if (node.type !== 'Pipeline') return printNode(node, layout);
  const prefixes = node.prefixes.map((prefix) => {
    if (prefix.type === 'Negation') return '! ';
    return prefix.posix === undefined ? 'time ' : 'time -p ';
  });
  const commands = node.commands.map((command, at) => {
    const both = node.operators[at] === '|&' ? ' 2>&1' : '';
    return printNode(command, layout) + both;
  });
  return prefixes.join('') + commands.join(' | ');
}

function printNode(node: CommandNode | CompoundList, layout: Layout): string {
  switch (node.type) {
    case 'Command': {
      const isRedirection = (part: { type: string }) =>
        part.type === 'Redirect' || part.type === 'HereString' || part.type === 'HereDoc';
      const words = [
        ...node.prefix,
        ...(node.name === undefined ? [] : [node.name]),
        ...node.suffix,
      ]
        .filter((part) => !isRedirection(part))
        .map((part) => ('text' in part ? part.text : ''));
      const redirects = printRedirections(node.redirects, layout);
      return [...words, ...(redirects === '' ? [] : [redirects])].join(' ');
    }
    case 'Redirected':
      return `${printNode(node.command, layout)} ${printRedirections(node.redirects, layout)}`;
    case 'Function': {
      const text = printFunctionDefinition(node.name.text, node.body, layout.source);
      return `function ${text.replaceAll('\n', line(layout))}`;
    }
    case 'Coproc':
      return `coproc ${node.name?.text ?? ''}${printNode(node.body, layout)}`;
    default:
      return printCompound(node, layout);
  }
}

function printCompound(node: CompoundCommand | CompoundList, layout: Layout): string {
  const inner = deeper(layout);
  switch (node.type) {
    case 'CompoundList':
      return printList(node, layout);
    case 'BraceGroup':
      return layout.inFunction
        ? `{ ${line(inner)}${printList(node.body, inner)}${line(layout)}}`
        : `{ ${printBody(node.body, layout)} }`;
    case 'Subshell':
      return `( ${printList(node.body, layout)} )`;
    case 'If':
      return printIf(node, node.elif, node.else, layout);
    case 'For':
    case 'Select': {
      const words = node.wordlist?.map((word) => word.text).join(' ') ?? '"$@"';
      const verb = node.type === 'For' ? 'for' : 'select';
      return `${verb} ${node.name.text} in ${words};${line(layout)}do${line(inner)}${printBody(node.body, inner)}${line(layout)}done`;
    }
    case 'ArithmeticFor': {
      const head = arithmeticHead(layout.source.slice(node.pos, node.body.pos));
      return `for ((${head}))${line(layout)}do${line(inner)}${printBody(node.body, inner)}${line(layout)}done`;
    }
    case 'While':
      return `${node.kind} ${printBody(node.clause, layout)} do${line(inner)}${printBody(node.body, inner)}${line(layout)}done`;
    case 'Case':
      return printCase(node, layout);
    case 'TestCommand':
      return `[[ ${printTest(node.expression)} ]]`;
    case 'ArithmeticCommand':
      return `((${node.body}))`;
  }
}

/** " i = 0;i<3 ; i++ " ⇒ "i = 0; i<3; i++" */
function arithmeticHead(text: string): string {
  const inner = text.slice(text.indexOf('((') + 2, text.lastIndexOf('))'));
  return inner
    .split(';')
    .map((part) => (part.trim() === '' ? '1' : part.trim()))
    .join('; ');
}

/** `elif` is an `if` inside an `else`. */
function printIf(
  branch: If | Elif,
  elif: readonly Elif[],
  otherwise: CompoundList | undefined,
  layout: Layout,
): string {
  const inner = deeper(layout);
  const head = `if ${printBody(branch.clause, layout)} then${line(inner)}${printBody(branch.then, inner)}`;
  const [first, ...rest] = elif;
  let tail = '';
  if (first !== undefined)
    tail = `${line(layout)}else${line(inner)}${printIf(first, rest, otherwise, inner)};`;
  else if (otherwise !== undefined)
    tail = `${line(layout)}else${line(inner)}${printBody(otherwise, inner)}`;
  return `${head}${tail}${line(layout)}fi`;
}

function printCase(node: Case, layout: Layout): string {
  const branch = deeper(layout);
  const inner = deeper(branch);
  const items = node.items.map((item) => {
    const patterns = item.pattern.map((word) => word.text).join(' | ');
    const body = item.body.commands.length === 0 ? '\n' : line(inner) + printList(item.body, inner);
    return `${line(branch)}${patterns})${body}${line(branch)}${item.terminator ?? ';;'}`;
  });
  return `case ${node.word.text} in ${items.join('')}${line(layout)}esac`;
}

function printRedirections(redirects: readonly Redirection[], layout: Layout): string {
  return redirects.map((redirect) => printRedirection(redirect, layout)).join(' ');
}

function printRedirection(redirect: Redirection, layout: Layout): string {
  const { descriptor } = redirect;
  const from =
    descriptor === undefined
      ? ''
      : descriptor.type === 'FileDescriptor'
        ? String(descriptor.value)
        : `{${descriptor.name}}`;
  if (redirect.type === 'HereDoc') {
    const word = redirect.delimiter?.text ?? '';
    const text = redirect.body.text;
    layout.bodies.push(`${text}${redirect.delimiter?.value ?? ''}\n`);
    return `${from}${redirect.operator}${word}`;
  }
  const target = redirect.target?.text ?? '';
  if (redirect.operator === '>&' || redirect.operator === '<&') {
    const standard = redirect.operator === '>&' ? '1' : '0';
    if (/^(?:\d+|-)$/.test(target))
      return `${from === '' ? standard : from}${redirect.operator}${target}`;
    return `${from}&> ${target}`;
  }
  return `${from}${redirect.operator} ${target}`;
}

/** The bodies of here-documents, after the line that opened them. */
function flush(layout: Layout): string {
  const bodies = layout.bodies.splice(0);
  return bodies.length === 0 ? '' : `\n${bodies.join('')}`;
}
