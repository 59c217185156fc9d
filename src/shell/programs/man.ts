/** `man`: what a command says of itself, page by page. */
import { quoteAlways } from '../expand/quote.ts';
import type { Program, ProgramContext } from '../program.ts';
import { textInput } from '../streams/input.ts';
import { nullOutput, TextOutput } from '../streams/output.ts';

/** What a command line prints; undefined when it fails or says nothing. */
async function outputOf(context: ProgramContext, line: string): Promise<string | undefined> {
  const stdout = new TextOutput();
  const status = await context.run(line, { stdout, stderr: nullOutput, stdin: textInput('') });
  return status === 0 && stdout.text.trim() !== '' ? stdout.text : undefined;
}

/** `man kubectl get` is about `kubectl get`, as `man kubectl-get` is. */
const commandOf = (words: readonly string[]): string =>
  words
    .flatMap((word) => (word.startsWith('kubectl-') ? word.split('-') : [word]))
    .map(quoteAlways)
    .join(' ');

/** The help of a program, or of a builtin; never runs what takes no `--help`. */
async function pageOf(
  context: ProgramContext,
  words: readonly string[],
): Promise<string | undefined> {
  const [name = ''] = words;
  const kind = (await outputOf(context, `type -t ${quoteAlways(name)}`))?.trim();
  if (kind === undefined) return undefined;
  if (kind !== 'file') return outputOf(context, `help ${quoteAlways(name)}`);
  return outputOf(context, `${commandOf(words)} --help`);
}

/** Shows the help of a command in the pager. Differs: there are no manual pages but these. */
export const man: Program = async (context) => {
  const words = context.args.filter((word) => !/^-|^\d$/.test(word));
  const [name] = words;
  if (name === undefined) {
    await context.stderr.write("What manual page do you want?\nFor example, try 'man man'.\n");
    return 1;
  }
  const text = await pageOf(context, words);
  if (text === undefined) {
    await context.stderr.write(`No manual entry for ${words.join('-')}\n`);
    return 16;
  }
  if (!context.stdout.isTerminal || context.args.includes('--no-pager')) {
    await context.stdout.write(text);
    return 0;
  }
  return context.run('less -F', { stdin: textInput(text) });
};
