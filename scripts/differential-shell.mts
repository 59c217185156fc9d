/** `npm run differential:shell -- [--record FOLDER] FILE…`: sessions in the real bash and in ours, and where they differ; what is equal may be recorded. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readRecording } from '#shell/test-recording.ts';
import { createTestShell } from '#shell/test-shell.ts';
import { type Outcome, runInRealBash } from './differential-shell/real-bash.mts';

const { argv } = process;
const recordAt = argv.indexOf('--record');
const folder = recordAt < 0 ? undefined : argv[recordAt + 1];
const names = argv.slice(2).filter((arg) => !arg.startsWith('--') && arg !== folder);

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function runInOurs(
  commands: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<(Outcome | undefined)[]> {
  const session = createTestShell({ files });
  const results: (Outcome | undefined)[] = [];
  for (const command of commands) {
    const late = new Promise<undefined>((done) => setTimeout(done, 5000, undefined));
    try {
      results.push(await Promise.race([session.run(command), late]));
    } catch (error) {
      results.push({
        output: `INTERNAL ${error instanceof Error ? error.stack : String(error)}\n`,
        exit: -1,
      });
    }
  }
  return results;
}

const show = (outcome: Outcome | undefined): string =>
  outcome === undefined
    ? '      (it never ended)'
    : `${outcome.output.replace(/^/gm, '      ').trimEnd()}\n      ? ${outcome.exit}`;

/** A recording holds nothing, or lines that can't be taken for its own marks. */
function isRecordable(output: string): boolean {
  if (output === '') return true;
  const marks = /^(?:\$ |\? \d+$|-- .+ --$)/m.test(output) || /^>(?: |\n)/.test(output);
  return output.trim() !== '' && /[^\n]\n$/.test(output) && !marks;
}

/** A session as a recording: the title's lines, the commands with what the real bash said, the files. */
function record(
  text: string,
  commands: readonly string[],
  real: readonly (Outcome | undefined)[],
  equalAt: ReadonlySet<number>,
): string {
  const title = text
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .slice(0, 2);
  const steps = commands.map((command, at) => {
    const outcome = real[at];
    const typed = `$ ${command.split('\n').join('\n> ').replace(/^> $/gm, '>')}\n`;
    return outcome === undefined || !equalAt.has(at) || !isRecordable(outcome.output)
      ? ''
      : `${typed}${outcome.output}${outcome.exit === 0 ? '' : `? ${outcome.exit}\n`}`;
  });
  const firstFile = text.search(/^-- .+ --$/m);
  return `${title.join('\n')}\n${steps.join('')}${firstFile < 0 ? '' : text.slice(firstFile)}`;
}

let all = 0;
let equal = 0;
for (const name of names) {
  const text = readFileSync(name, 'utf8');
  const { files, steps } = readRecording(text);
  const commands = steps.map((step) => step.command);
  const [real, ours] = [await runInRealBash(commands, files), await runInOurs(commands, files)];
  const equalAt = new Set<number>();
  const differing: string[] = [];
  for (const [at, step] of steps.entries()) {
    const [a, b] = [real[at], ours[at]];
    if (a !== undefined && a.output === b?.output && a.exit === b.exit) equalAt.add(at);
    else
      differing.push(
        `  line ${step.line}: $ ${step.command}\n    bash:\n${show(a)}\n    ours:\n${show(b)}`,
      );
  }
  const same = equalAt.size;
  all += steps.length;
  equal += same;
  say(`${same === steps.length ? '✓' : '✗'} ${basename(name)}: ${same} / ${steps.length}`);
  for (const each of differing) say(each);
  if (folder !== undefined) {
    const file = join(folder, `${basename(name).replace(/\.\w+$/, '')}.console`);
    writeFileSync(file, record(text, commands, real, equalAt));
  }
}
say(`${equal} / ${all} commands equal`);
process.exit(equal === all ? 0 : 1);
