/** `less`: pages on a terminal; elsewhere it copies. */
import { FileError } from '../../file-system.ts';
import type { ProgramContext } from '../../program.ts';
import { openFile } from '../inputs.ts';
import { parseOptions } from '../options.ts';
import { helpLines } from './help.ts';
import { Pager } from './pager.ts';
import type { PagerOptions } from './pager-options.ts';
import { Source } from './source.ts';

const LETTERS = 'SNRrFXeEiIfgGcCdMmnqQsuUwWJaA';

const LONG: Readonly<Record<string, string>> = {
  'chop-long-lines': 'S',
  'LINE-NUMBERS': 'N',
  'RAW-CONTROL-CHARS': 'R',
  'raw-control-chars': 'R',
  'quit-if-one-screen': 'F',
  'no-init': 'X',
  'quit-at-eof': 'e',
  'QUIT-AT-EOF': 'E',
  'ignore-case': 'i',
  'IGNORE-CASE': 'I',
  help: '?',
  version: 'V',
};

/** `+G`, `+/web`, `+20`, `+F`: what is typed first. */
function typedBy(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const text = word.replace(/^\++/, '');
    const isSearch = /^[/?&]/.test(text);
    const isLine = /^\d+$/.test(text);
    return [...text, ...(isSearch ? ['enter'] : isLine ? ['g'] : [])];
  });
}

/** Copies what there is, as cat does. */
async function copy(context: ProgramContext, sources: readonly Source[]): Promise<number> {
  for (const source of sources) {
    while (!source.isEnded) {
      await source.more();
      const lines = source.lines.splice(0);
      if (lines.length > 0) await context.stdout.write(lines.map((line) => `${line}\n`).join(''));
    }
  }
  return 0;
}

/** The files that can be read; the others are said. */
async function openAll(
  context: ProgramContext,
  names: readonly string[],
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const name of names) {
    try {
      sources.push(new Source(name === '-' ? undefined : name, openFile(context, name)));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const isFolder = error.code === 'EISDIR';
      await context.stderr.write(
        isFolder ? `${name} is a directory\n` : `${name}: ${error.message}\n`,
      );
    }
  }
  return sources;
}

export async function less(context: ProgramContext): Promise<number> {
  const first = context.args.filter((word) => word.startsWith('+'));
  const args = context.args.filter((word) => !word.startsWith('+'));
  const options = parseOptions({ name: context.name, args }, { short: `${LETTERS}?V`, long: LONG });
  if (options.has('?') || options.has('V')) {
    await context.stdout.write(options.has('V') ? 'less 590 (reconcile)\n' : helpLines);
    return 0;
  }
  const { openKeyboard } = context.terminal;
  const isShown = context.stdout.isTerminal && openKeyboard !== undefined;
  const isPiped = options.operands.length === 0;
  const sources = isPiped
    ? [new Source(undefined, context.stdin)]
    : await openAll(context, options.operands);
  if (sources.length === 0) return 1;
  if (!isShown) return copy(context, sources);
  const pager: PagerOptions = {
    chops: options.has('S'),
    numbers: options.has('N'),
    raw: options.has('R') || options.has('r'),
    ignoresCase: options.has('i') || options.has('I'),
    keepsScreen: options.has('X'),
    quitsIfShort: options.has('F'),
    quitsAtEnd: options.has('e') || options.has('E'),
    typed: typedBy(first),
  };
  return new Pager(context, pager, sources, openKeyboard()).run();
}
