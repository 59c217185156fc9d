/** `head`. */
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import type { Input } from '../streams/input.ts';
import { cannotOpen, Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** "10", "2K" ⇒ a number; anything else is refused in head's words. */
export function parseCount(text: string, what: string): number {
  const match = /^([-+]?\d+)([kKM]?)$/.exec(text);
  if (match === null) throw new ProgramError(`invalid number of ${what}: ‘${text}’`);
  const unit = match[2] === 'M' ? 1_048_576 : match[2] === '' ? 1 : 1024;
  return Number(match[1]) * unit;
}

/** `-3` ⇒ `-n 3`: the old way to say how many. */
export function modernise(args: readonly string[]): string[] {
  return args.flatMap((arg, at) => (at === 0 && /^-\d+$/.test(arg) ? ['-n', arg.slice(1)] : [arg]));
}

async function headLines(input: Input, count: number, context: ProgramContext): Promise<void> {
  const kept: string[] = [];
  for (let at = 0; count < 0 || at < count; at += 1) {
    const line = await input.readLine();
    if (line === undefined) return;
    if (count >= 0) await context.stdout.write(line);
    else {
      kept.push(line);
      if (kept.length > -count) await context.stdout.write(kept.shift() ?? '');
    }
  }
}

/** The first lines (`-n`) or characters (`-c`); a negative count leaves out the last ones. */
export const head: Program = async (given) => {
  const context: ProgramContext = { ...given, args: modernise(given.args) };
  const options = parseOptions(context, {
    short: 'n:c:qv',
    long: { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v' },
  });
  const bytes = options.value('c');
  const count =
    bytes === undefined
      ? parseCount(options.value('n') ?? '10', 'lines')
      : parseCount(bytes, 'bytes');
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
    if (bytes === undefined) await headLines(input, count, context);
    else if (count >= 0) await context.stdout.write((await input.readCharacters(count)) ?? '');
    else await context.stdout.write((await input.readAll()).slice(0, count));
  }
  return inputs.failures > 0 ? 1 : 0;
};
