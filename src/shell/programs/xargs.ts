/** `xargs`. */
import { quoteAlways, quoteIfNeeded } from '../expand/quote.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { asInput, textInput } from '../streams/input.ts';
import { openFile } from './inputs.ts';
import { type Options, parseOptions } from './options.ts';
import { canRun } from './runnable.ts';

/** `-E word` ends what is read. */
function beforeEnd(text: string, mark: string | undefined): string {
  if (mark === undefined || mark === '') return text;
  const at = text.split('\n').indexOf(mark);
  return at < 0 ? text : text.split('\n').slice(0, at).join('\n');
}

/** Words as xargs reads them: quotes and backslashes join. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:'[^'\n]*'|"[^"\n]*"|\\[\s\S]|[^\s'"\\]|['"])+/g)) {
    if (/^(?:[^'"\\]|'[^'\n]*'|"[^"\n]*"|\\[\s\S])*$/.test(match[0])) {
      words.push(
        match[0].replace(
          /'([^']*)'|"([^"]*)"|\\([\s\S])/g,
          (_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? '',
        ),
      );
    } else {
      const quote = match[0].includes('"') ? 'double' : 'single';
      throw new ProgramError(
        `unmatched ${quote} quote; by default quotes are special to xargs unless you use the -0 option`,
      );
    }
  }
  return words;
}

function itemsOf(text: string, options: Options): string[] {
  if (options.has('0')) return text.split('\0').filter((item) => item !== '');
  const delimiter = options.value('d');
  if (delimiter !== undefined) {
    const separator = delimiter === '\\n' ? '\n' : delimiter;
    const items = text.split(separator);
    if (items.at(-1) === '' || items.at(-1) === '\n') items.pop();
    return items;
  }
  if (options.has('I') || options.has('i')) {
    const lines = text.split('\n').map((line) => line.replace(/^[ \t]+/, ''));
    return lines
      .filter((line) => line !== '')
      .map((line) => wordsOf(line.replaceAll(' ', '\\ ')).join(' '));
  }
  return wordsOf(text);
}

function* batches(
  items: readonly string[],
  text: string,
  options: Options,
): Generator<readonly string[]> {
  const lines = options.value('L');
  if (lines !== undefined) {
    const all = text
      .replace(/[ \t]\n/g, ' ')
      .split('\n')
      .filter((line) => line.trim() !== '');
    for (let at = 0; at < all.length; at += Number(lines))
      yield all.slice(at, at + Number(lines)).flatMap(wordsOf);
    return;
  }
  const size = Number(options.value('n') ?? (items.length || 1));
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

async function runOne(
  context: ProgramContext,
  words: readonly string[],
  options: Options,
): Promise<number> {
  const [name = ''] = words;
  if (!(await canRun(context, name))) {
    await context.stderr.write(`xargs: ${name}: No such file or directory\n`);
    return 127;
  }
  if (options.has('p')) {
    await context.stderr.write(`${words.join(' ')}?...`);
    const answer = await asInput(context.stdin).readLine();
    if (!/^[yY]/.test(answer ?? '')) return 0;
  } else if (options.has('t'))
    await context.stderr.write(`${words.map(quoteIfNeeded).join(' ')}\n`);
  const line = words.map(quoteAlways).join(' ');
  const status = await context.run(line, { stdin: textInput('') });
  if (status === 255)
    await context.stderr.write(`xargs: ${name}: exited with status 255; aborting\n`);
  return status;
}

/** 123 when a command failed, 124 when one said 255, 127 when there is none such. */
function statusAfter(status: number, sofar: number): number {
  if (status === 0) return sofar;
  if (status === 126 || status === 127) return status;
  return status === 255 ? 124 : 123;
}

/** Builds command lines from what it reads. */
export const xargs: Program = async (context) => {
  const options = parseOptions(context, {
    short: '0a:d:E:i::I:n:l::L:pP:rts:xe::',
    long: {
      null: '0',
      delimiter: 'd',
      replace: 'I',
      'max-args': 'n',
      'max-lines': 'L',
      'max-procs': 'P',
      'no-run-if-empty': 'r',
      verbose: 't',
      'arg-file': 'a',
      interactive: 'p',
      'max-chars': 's',
      exit: 'x',
      eof: 'e',
    },
    stopAtOperand: true,
  });
  const command = options.operands.length === 0 ? ['echo'] : options.operands;
  const count = options.value('n');
  if (count !== undefined && !/^[1-9]\d*$/.test(count)) {
    throw new ProgramError(
      /^-?\d+$/.test(count)
        ? `value ${count} for -n option should be >= 1\nTry 'xargs --help' for more information.`
        : `invalid number "${count}" for -n option\nTry 'xargs --help' for more information.`,
    );
  }
  const file = options.value('a');
  const text = beforeEnd(
    file === undefined ? await context.stdin.readAll() : await openFile(context, file).readAll(),
    options.value('E'),
  );
  const items = itemsOf(text, options);
  let status = 0;
  const given = options.value('i');
  const mark = options.value('I') ?? (given === '' ? '{}' : given);
  if (mark !== undefined) {
    for (const item of items) {
      const words = command.map((word) => word.replaceAll(mark, item));
      status = statusAfter(await runOne(context, words, options), status);
      if (status === 124 || status === 127) return status;
    }
    return status;
  }
  if (items.length === 0) {
    return options.has('r') ? 0 : statusAfter(await runOne(context, command, options), 0);
  }
  for (const batch of batches(items, text, options)) {
    status = statusAfter(await runOne(context, [...command, ...batch], options), status);
    if (status === 124 || status === 126 || status === 127) return status;
  }
  return status;
};
