/** `npm run simulate -- [--seed S] [--events N] [--seeds COUNT] [--quiet]`: random learners and misfortunes, with every invariant watching. */

import { simulate } from '#cluster/simulation/simulate.ts';
import { AssertionError } from '#kernel/assert.ts';

const usage = `Usage: npm run simulate -- [--seed S] [--events N] [--seeds COUNT] [--quiet]

  --seed S       the first seed (1)
  --events N     things done to each cluster (100)
  --seeds COUNT  how many seeds, one after another (1)
  --quiet        don't print what is done
`;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function stop(message: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(2);
}

/** Reads the command line; anything it does not know ends the program. */
function readArguments(): { seed: number; events: number; seeds: number; quiet: boolean } {
  const numbers = { seed: 1, events: 100, seeds: 1 };
  let quiet = false;
  const words = process.argv.slice(2).flatMap((word) => word.split(/=(.*)/s).slice(0, 2));
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--help' || word === '-h') {
      say(usage);
      process.exit(0);
    }
    const name = word.replace(/^--/, '');
    if (word === '--quiet') quiet = true;
    else if (word.startsWith('--') && Object.hasOwn(numbers, name)) {
      const value = words.shift() ?? '';
      if (!/^\d+$/.test(value)) stop(`${word} takes a whole number, not "${value}"`);
      numbers[name as keyof typeof numbers] = Number(value);
    } else stop(`unknown argument ${word}`);
  }
  return { ...numbers, quiet: quiet || numbers.seeds > 1 };
}

/** The fewest events after which `seed` fails; `events` when only the end does. */
function shortest(seed: number, events: number): number {
  for (let n = 1; n < events; n += 1) {
    try {
      simulate(seed, n);
    } catch {
      return n;
    }
  }
  return events;
}

function printFailure(seed: number, events: number, error: unknown): void {
  const isOurs = error instanceof AssertionError;
  const fewest = shortest(seed, events);
  say(`seed ${seed} fails: ${isOurs ? error.message : (error as Error).stack}`);
  say(`replay it with: npm run simulate -- --seed ${seed} --events ${fewest}`);
}

const { seed: first, events, seeds, quiet } = readArguments();
let failed = 0;
for (let seed = first; seed < first + seeds; seed += 1) {
  try {
    const result = simulate(seed, events, quiet ? undefined : say);
    say(
      `seed ${seed}: ${result.revisions} changes, trace ${result.traceHash}, state ${result.stateHash}`,
    );
  } catch (error) {
    failed += 1;
    printFailure(seed, events, error);
  }
}
if (failed > 0) {
  say(`${failed} of ${seeds} seeds failed`);
  process.exit(1);
}
