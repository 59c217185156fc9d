/** Redirections: `> f`, `2>&1`, `&> f`, `<<EOF`, `<<< word`, `< <(…)`. */
import type { HereDoc, Redirect, Redirection, WordPart } from 'unbash';
import { joinPieces } from '../expand/pieces.ts';
import { expandWords, piecesOfParts } from '../expand/word.ts';
import { textOfWord } from '../expand/word-text.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import { textInput } from '../streams/input.ts';
import { fileOutput, nullOutput } from '../streams/output.ts';
import { createPipe } from '../streams/pipe.ts';
import {
  complain,
  type Descriptor,
  type Descriptors,
  type Execution,
  stderr,
} from './execution.ts';

/** A redirection that can't be: said as `bash: …`, status 1. */
class RedirectError extends Error {
  override name = 'RedirectError';
}

/** Runs with the redirections in force; gives 1 when one fails. */
export async function withRedirections(
  redirects: readonly Redirection[],
  x: Execution,
  run: (inner: Execution) => Promise<number>,
): Promise<number> {
  if (redirects.length === 0) return run(x);
  const closers: (() => void | Promise<void>)[] = [];
  const inner: Execution = { ...x, io: new Map(x.io), afterCommand: [] };
  try {
    if (!(await openRedirections(redirects, inner, closers))) return 1;
    return await run(inner);
  } finally {
    for (const close of closers) await close();
    for (const after of inner.afterCommand ?? []) await after();
  }
}

/** Opens redirections in `x.io` itself; `exec` keeps them. False when one failed, which was said. */
export async function openRedirections(
  redirects: readonly Redirection[],
  x: Execution,
  closers: (() => void | Promise<void>)[],
): Promise<boolean> {
  try {
    for (const redirect of redirects) await open(redirect, x, closers);
    return true;
  } catch (error) {
    if (!(error instanceof RedirectError)) throw error;
    await complain(x, error.message);
    return false;
  }
}

async function open(
  redirect: Redirection,
  x: Execution,
  closers: (() => void | Promise<void>)[],
): Promise<void> {
  const number = descriptorNumber(redirect, x);
  if (redirect.type === 'HereDoc') {
    if (redirect.closing === undefined) await warnOpenDocument(redirect, x);
    x.io.set(number ?? 0, { reader: textInput(await hereDocument(redirect, x)) });
    return;
  }
  if (redirect.target === undefined)
    throw new RedirectError("syntax error near unexpected token `newline'");
  if (redirect.type === 'HereString') {
    const text = await textOfWord(redirect.target, x);
    x.io.set(number ?? 0, { reader: textInput(`${text}\n`) });
    return;
  }
  const [part] = redirect.target.parts ?? [];
  if (part?.type === 'ProcessSubstitution' && redirect.target.parts?.length === 1) {
    return openProcess(redirect, part, x, closers);
  }
  const words = await expandWords([redirect.target], x);
  const [target] = words;
  if (target === undefined || words.length !== 1) {
    throw new RedirectError(`${redirect.target.text}: ambiguous redirect`);
  }
  openTarget(redirect, target, number, x);
}

function descriptorNumber(redirect: Redirection, x: Execution): number | undefined {
  const { descriptor } = redirect;
  if (descriptor?.type === 'FileDescriptor') return descriptor.value;
  if (descriptor === undefined) return undefined;
  let free = 10;
  while (x.io.has(free)) free += 1;
  x.state.variables.set(descriptor.name, String(free));
  return free;
}

function openTarget(
  redirect: Redirect,
  target: string,
  number: number | undefined,
  x: Execution,
): void {
  const { operator } = redirect;
  if (operator === '<&' || (operator === '>&' && /^(?:\d+-?|-)$/.test(target))) {
    duplicate(target, number ?? (operator === '<&' ? 0 : 1), x.io);
    return;
  }
  if (operator === '<') {
    x.io.set(number ?? 0, openInput(target, x));
    return;
  }
  if (operator === '<>') {
    if (x.host.files.stat(resolvePath(x.state.cwd, target)) === undefined)
      openOutput(target, false, true, x);
    x.io.set(number ?? 0, { ...openInput(target, x), ...openOutput(target, true, true, x) });
    return;
  }
  const appends = operator === '>>' || operator === '&>>';
  const output = openOutput(target, appends, operator === '>|', x);
  if (operator === '&>' || operator === '&>>' || (operator === '>&' && number === undefined)) {
    x.io.set(1, output);
    x.io.set(2, output);
  } else x.io.set(number ?? 1, output);
}

function duplicate(target: string, number: number, io: Descriptors): void {
  if (target === '-') {
    io.delete(number);
    return;
  }
  const source = Number.parseInt(target, 10);
  const found = io.get(source);
  if (found === undefined) throw new RedirectError(`${target}: Bad file descriptor`);
  io.set(number, found);
  if (target.endsWith('-')) io.delete(source);
}

/** `/dev/stdin`, `/dev/fd/1` … are the descriptors themselves. */
function device(target: string, x: Execution): Descriptor | undefined {
  const numbers: Readonly<Record<string, number>> = {
    '/dev/stdin': 0,
    '/dev/stdout': 1,
    '/dev/stderr': 2,
  };
  const number = numbers[target] ?? Number(/^\/dev\/fd\/(\d)$/.exec(target)?.[1] ?? Number.NaN);
  if (target === '/dev/tty') return { reader: x.io.get(0)?.reader, writer: x.io.get(2)?.writer };
  return Number.isNaN(number) ? undefined : x.io.get(number);
}

function openInput(target: string, x: Execution): Descriptor {
  const own = device(target, x);
  if (own !== undefined) return own;
  const path = resolvePath(x.state.cwd, target);
  return refusing(target, () => ({
    reader: textInput(x.host.files.read(path), x.host.files.stat(path)?.size),
  }));
}

function openOutput(target: string, appends: boolean, force: boolean, x: Execution): Descriptor {
  const own = device(target, x);
  if (own !== undefined) return own;
  if (target === '/dev/null') return { writer: nullOutput };
  const { files } = x.host;
  const path = resolvePath(x.state.cwd, target) + (target.endsWith('/') ? '/' : '');
  return refusing(target, () => {
    const stat = files.stat(path);
    if (target === '') throw new FileError('ENOENT', target, 'No such file or directory');
    if (stat?.kind === 'folder') throw new FileError('EISDIR', path, 'Is a directory');
    if (stat !== undefined && !appends && !force && x.state.options.has('noclobber')) {
      throw new RedirectError(`${target}: cannot overwrite existing file`);
    }
    if (stat !== undefined && (stat.mode & 0o200) === 0) {
      throw new FileError('EACCES', path, 'Permission denied');
    }
    files.umask = x.state.umask;
    if (stat === undefined || !appends) files.write(path, '');
    return { writer: fileOutput(files, path) };
  });
}

function refusing<T>(target: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof FileError) throw new RedirectError(`${target}: ${error.message}`);
    throw error;
  }
}

/** `< <(command)` streams: the command runs beside the one that reads. */
function openProcess(
  redirect: Redirect,
  part: Extract<WordPart, { type: 'ProcessSubstitution' }>,
  x: Execution,
  closers: (() => void | Promise<void>)[],
): void {
  const { script } = part;
  if (script === undefined) return;
  const pipe = createPipe();
  const reads = part.operator === '<';
  const io = new Map(x.io).set(
    reads ? 1 : 0,
    reads ? { writer: pipe.writer } : { reader: pipe.reader },
  );
  const done = x.host.runSubshell(script, x, io).finally(() => {
    if (reads) pipe.closeWriter();
    else pipe.closeReader();
  });
  x.io.set(
    reads ? 0 : redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : 1,
    {
      reader: pipe.reader,
      writer: pipe.writer,
    },
  );
  closers.push(async () => {
    if (reads) pipe.closeReader();
    else {
      pipe.closeWriter();
      await done;
    }
  });
}

/** The text ended before the word did. */
async function warnOpenDocument(redirect: HereDoc, x: Execution): Promise<void> {
  const first = (x.firstLine ?? 1) + x.source.slice(0, redirect.pos).split('\n').length - 1;
  const last = (x.firstLine ?? 1) + x.source.trimEnd().split('\n').length - 1;
  const origin = x.state.showsLines ? `${x.state.name}: line ${last}: ` : 'bash: ';
  await stderr(x).write(
    `${origin}warning: here-document at line ${first} delimited by end-of-file (wanted \`${redirect.delimiter?.value ?? ''}')\n`,
  );
}

/** The text of a here-document: expanded unless its word was quoted; `<<-` drops leading tabs. */
async function hereDocument(redirect: HereDoc, x: Execution): Promise<string> {
  const { body, delimiter, operator } = redirect;
  const stripped = (text: string, atStart: boolean) =>
    operator === '<<' ? text : text.replace(atStart ? /(^|\n)\t+/g : /(\n)\t+/g, '$1');
  if (delimiter?.quoted === true) return stripped(body.text, true);
  if (body.parts === undefined) {
    return stripped(body.text, true).replace(/\\([$`\\\n])/g, (_, c: string) =>
      c === '\n' ? '' : c,
    );
  }
  let text = '';
  for (const part of body.parts) {
    if (part.type === 'Literal') text += stripped(part.value, text === '' || text.endsWith('\n'));
    else text += joinPieces(await piecesOfParts([part], true, x, 'never'));
  }
  return text;
}
