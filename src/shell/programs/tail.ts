/** `tail`. */
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import type { Input } from '../streams/input.ts';
import { modernise, parseCount } from './head.ts';
import { cannotOpen, Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

async function tailLines(input: Input, word: string, context: ProgramContext): Promise<void> {
  const count = Math.abs(parseCount(word, 'lines'));
  if (word.startsWith('+')) {
    for (let number = 1; ; number += 1) {
      const line = await input.readLine();
      if (line === undefined) return;
      if (number >= count) await context.stdout.write(line);
    }
  }
  const kept: string[] = [];
  for (;;) {
    const line = await input.readLine();
    if (line === undefined) break;
    kept.push(line);
    if (kept.length > count) kept.shift();
  }
  await context.stdout.write(kept.join(''));
}

/** Waits for a file to grow, a second at a time, until it is interrupted. */
async function follow(context: ProgramContext, path: string): Promise<void> {
  const full = resolvePath(context.cwd, path);
  let shown = context.files.read(full).length;
  for (;;) {
    await context.clock.sleep(1000, context.signal);
    const text = context.files.stat(full) === undefined ? '' : context.files.read(full);
    if (text.length < shown) shown = 0;
    if (text.length > shown) await context.stdout.write(text.slice(shown));
    shown = text.length;
  }
}

/** The last lines; `-n +3` from the third on; `-f` goes on as the file grows. */
export const tail: Program = async (given) => {
  const args = modernise(given.args).map((arg, at) =>
    at === 0 ? arg.replace(/^\+(\d+)$/, '-n+$1') : arg,
  );
  const context: ProgramContext = { ...given, args };
  const options = parseOptions(context, {
    short: 'n:c:fFqvs:',
    long: {
      lines: 'n',
      bytes: 'c',
      follow: 'f',
      quiet: 'q',
      silent: 'q',
      verbose: 'v',
      'sleep-interval': 's',
    },
  });
  const bytes = options.value('c');
  const titled = (options.operands.length > 1 || options.has('v')) && !options.has('q');
  const inputs = new Inputs(context, options.operands, cannotOpen);
  let first = true;
  for await (const { name, input } of inputs.each()) {
    if (titled) {
      await context.stdout.write(
        `${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`,
      );
    }
    first = false;
    if (bytes === undefined) await tailLines(input, options.value('n') ?? '10', context);
    else {
      const count = Math.abs(parseCount(bytes, 'bytes'));
      const text = await input.readAll();
      const from = bytes.startsWith('+') ? count - 1 : Math.max(0, text.length - count);
      await context.stdout.write(text.slice(from));
    }
  }
  const [path] = options.operands;
  const follows = options.has('f') || options.has('F');
  if (follows && path !== undefined && path !== '-' && inputs.failures === 0)
    await follow(context, path);
  return inputs.failures > 0 ? 1 : 0;
};
