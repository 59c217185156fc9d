/** The parser's errors in bash's words. */
import { forEachChild, type Script, type SyntaxNode } from 'unbash';

/** What is wrong, where. */
export interface SyntaxProblem {
  readonly message: string;
  /** The line it is on, from 1. */
  readonly line: number;
  readonly offset: number;
  /** The line itself, when bash repeats it. */
  readonly text: string | undefined;
  /** More text could make it right. */
  readonly incomplete: boolean;
}

const closers: readonly (readonly [RegExp, string])[] = [
  [/unterminated double quote/, '"'],
  [/unterminated single quote/, "'"],
  [/unterminated backtick/, '`'],
  [/unterminated ansi/i, "'"],
  [/unterminated parameter/, '}'],
  [/unterminated/, ')'],
];

/** The next word or operator at an offset. */
function tokenAt(source: string, offset: number): string {
  const rest = source.slice(offset).replace(/^(?:[ \t]|\\\n)+/, '');
  if (rest.startsWith('\n')) return 'newline';
  const operator = /^(?:;;&|;;|;&|&&|\|\||\|&|<<<|<<-?|>>|&>>|&>|[;|&()<>])/.exec(rest);
  return operator?.[0] ?? /^[^\s;|&()<>]*/.exec(rest)?.[0] ?? '';
}

/** Where the token begins that an error of the parser is about. */
function culprit(source: string, message: string, pos: number): number {
  const opener = /expected command in (?:brace group|subshell)/.test(message);
  const at = opener && /[{(]/.test(source[pos] ?? '') ? pos + 1 : pos;
  return at + (/^[ \t]*/.exec(source.slice(at))?.[0].length ?? 0);
}

function unterminated(source: string, message: string, pos: number): SyntaxProblem {
  const closer = closers.find(([pattern]) => pattern.test(message))?.[1] ?? ')';
  const opensAtEnd = closer === ')' && /\(\s*$/.test(source);
  const substitutes = closer === ')' && /^\$\((?!\()/.test(source.slice(pos));
  const line = substitutes
    ? source.trimEnd().split('\n').length + 1
    : source.slice(0, pos).split('\n').length + (opensAtEnd ? 1 : 0);
  return {
    message: `unexpected EOF while looking for matching \`${closer}'`,
    line,
    offset: pos,
    text: undefined,
    incomplete: true,
  };
}

/** The source with what is quoted replaced by as many `x`. */
function withoutQuotes(source: string): string {
  return source.replace(/\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, (all) =>
    'x'.repeat(all.length),
  );
}

/** The source with the bodies of here-documents blanked. */
function withoutDocuments(source: string, script: Script): string {
  if (!source.includes('<<')) return source;
  let text = source;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDocBody')
      text = text.slice(0, node.pos) + ' '.repeat(node.end - node.pos) + text.slice(node.end);
    else if (node.type !== 'Script' || node.source === undefined) forEachChild(node, visit);
  };
  forEachChild(script, visit);
  return text;
}

const keywordsBeforeCommand =
  /^(?:if|then|elif|else|do|while|until|for|case|select|function|time|in|!|\{|\[\[)$/;

/** `echo (a)`: a parenthesis after a command's words; where what follows it begins. */
function strayParenthesis(source: string, script: Script): number | undefined {
  const bare = withoutQuotes(withoutDocuments(source, script));
  for (const match of bare.matchAll(
    /(?:^|[\n;|&(])[ \t]*([\w./-]+)((?:[ \t]+[\w./=-]+)*)[ \t]+\((?!\()/g,
  )) {
    if (keywordsBeforeCommand.test(match[1] ?? '')) continue;
    const at = match.index + match[0].length;
    const rest = bare.slice(at);
    if (match[2] === '' && /^\s*\)/.test(rest)) continue;
    return at + (/^[ \t]*/.exec(rest)?.[0].length ?? 0);
  }
  return undefined;
}

/** `if true; fi`: a word that closes what was never opened; where it stands. */
function misplacedKeyword(source: string): number | undefined {
  const bare = withoutQuotes(source);
  const open: string[] = [];
  for (const match of bare.matchAll(
    /(^|[\n;|&(]|\b(?:then|do|else|if|elif|while|until)[ \t])[ \t]*(\w+)/g,
  )) {
    const word = match[2] ?? '';
    const at = match.index + match[0].length - word.length;
    const top = open.at(-1);
    if (word === 'if' || word === 'while' || word === 'until' || word === 'for') open.push(word);
    else if (word === 'then' && (top === 'if' || top === 'elif')) open[open.length - 1] = 'then';
    else if (word === 'do' && (top === 'while' || top === 'until' || top === 'for'))
      open[open.length - 1] = 'do';
    else if (word === 'elif' && top === 'then') open[open.length - 1] = 'elif';
    else if (word === 'else' && top === 'then') open[open.length - 1] = 'then';
    else if (word === 'fi' && top === 'then') open.pop();
    else if (word === 'done' && top === 'do') open.pop();
    else if (/^(?:then|do|elif|else|fi|done)$/.test(word)) return at;
    else if (top === 'for' && match[1] === ';') return at;
  }
  return undefined;
}

/** The first thing wrong with a parsed text, if any. */
export function syntaxProblem(
  source: string,
  script: Script & { errors?: readonly { message: string; pos: number }[] | undefined },
): SyntaxProblem | undefined {
  const errors = script.errors ?? [];
  const stray =
    errors.length === 0 || /^unexpected token '\)'/.test(errors[0]?.message ?? '')
      ? strayParenthesis(source, script)
      : undefined;
  if (stray !== undefined) return nearToken(source, stray);
  const open = errors.filter((error) => error.message.startsWith('unterminated')).at(-1);
  const [first] = errors;
  if (first === undefined) return nestedProblem(source, script);
  if (open !== undefined && open.pos <= first.pos + 1)
    return unterminated(source, open.message, open.pos);
  if (first.message.startsWith('unterminated'))
    return unterminated(source, first.message, first.pos);
  const at = culprit(source, first.message, first.pos);
  const misplaced = /^expected '(?:then|do)'/.test(first.message)
    ? misplacedKeyword(source)
    : undefined;
  if (misplaced !== undefined) return nearToken(source, misplaced);
  const atEnd = source.slice(at).trim() === '';
  if (atEnd && !/redirect target/.test(first.message)) {
    const keyword = /(?:^|[\s;])(for|case|select|function)\s*$/.exec(source.trimEnd());
    if (keyword === null) {
      return {
        message: 'syntax error: unexpected end of file',
        line: source.trimEnd().split('\n').length + 1,
        offset: source.length,
        text: undefined,
        incomplete: true,
      };
    }
  }
  return nearToken(source, at);
}

function nearToken(source: string, at: number): SyntaxProblem {
  const token = tokenAt(source, at);
  const line = source.slice(0, at).split('\n').length;
  return {
    message: `syntax error near unexpected token \`${token === '' ? 'newline' : token}'`,
    line,
    offset: at,
    text: source.split('\n')[line - 1] ?? '',
    incomplete: false,
  };
}

/** An error inside `$(…)`. */
function nestedProblem(source: string, script: Script): SyntaxProblem | undefined {
  if (!source.includes('$(') && !source.includes('<(')) return undefined;
  let found: SyntaxProblem | undefined;
  const visit = (node: SyntaxNode): void => {
    if (found !== undefined) return;
    if (node.type === 'Script') {
      if (node.source !== undefined || node.errors === undefined) {
        forEachChild(node, visit);
        return;
      }
      const inner = syntaxProblem(source, node);
      if (inner !== undefined) found = { ...inner, incomplete: false };
      return;
    }
    forEachChild(node, visit);
  };
  forEachChild(script, visit);
  return found;
}

/** Whether the prompt should go on with `> `: an open quote, an unfinished loop, a here-document. */
export function isIncomplete(source: string, script: Script): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(source)) return true;
  const problem = syntaxProblem(source, script);
  if (problem !== undefined) return problem.incomplete;
  return source.includes('<<') && hasOpenHereDocument(script);
}

function hasOpenHereDocument(script: Script): boolean {
  let open = false;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc' && node.closing === undefined) open = true;
    if (!open) forEachChild(node, visit);
  };
  forEachChild(script, visit);
  return open;
}
