/** `npm test` runs every check; `npm run check` the same without builds and browser. */
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, requireNode, run, seconds } from './run.mjs';

const withBrowser = !process.argv.includes('--no-browser');

/** Sums "N passed" and "N failed" of a test runner's closing lines; undefined when there are none. */
function counts(output, line) {
  const closing =
    output
      .split('\n')
      .filter((text) => line.test(text))
      .at(-1) ?? '';
  const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(closing)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') };
}

const vitest = (output) => counts(output, /^\s+Tests\s/);
const playwright = (output) => {
  const number = (word) => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') + number('flaky') };
};

/** TypeScript 7 checks in a seventh of the time; the tools that need its old API have 5.9 (decision 4). */
const tsc = ['node', 'node_modules/typescript-7/bin/tsc', '--noEmit', '-p'];

const CHECKS = [
  { name: 'lint', command: ['biome', 'check', '.'] },
  { name: 'types', command: [...tsc, '.'] },
  {
    name: 'types of the kernel (no DOM, no timers)',
    command: [...tsc, 'src/kernel'],
  },
  { name: 'floors', command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src'] },
  { name: 'dead code', command: ['knip'] },
  {
    name: 'unit, fidelity, simulation, exercises, lessons',
    command: ['vitest', 'run'],
    count: vitest,
    env: withBrowser ? {} : { QUICK: '1' },
  },
];
/** What the inner loop has a few lines of (`src/server/differential/differential.test.ts`). */
const LONG_CHECKS = [
  {
    name: 'ours and the real kubectl, 500 random lines',
    command: [
      'node',
      'scripts/bundled.mjs',
      'scripts/differential.mts',
      '--lines',
      '500',
      '--report',
    ],
    shows: /lines equal/,
  },
];
const BROWSER_CHECKS = [
  {
    name: 'how true it is, for the page that says so',
    command: ['node', 'scripts/bundled.mjs', 'scripts/fidelity.mts', '--report', '--summary'],
    shows: /commands equal/,
  },
  { name: 'build', command: ['node', 'scripts/build.mjs'], shows: /gzip|JavaScript/ },
  { name: 'offline build', command: ['node', 'scripts/build.mjs', '--offline'] },
  { name: 'browser', command: ['playwright', 'test'], count: playwright },
  { name: 'page benchmark', command: ['tsx', 'scripts/bench-page.mts'], shows: /./ },
];

const total = { passed: 0, failed: 0 };

/** Runs one check; it counts as its tests where it has any, else as one. */
async function check({ name, command, count, shows, env }) {
  const { code, output, ms } = await run(command, { env });
  const counted = count?.(output) ?? { passed: 0, failed: 0 };
  if (code === 0 && counted.passed === 0) counted.passed = 1;
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  const verdict = code === 0 ? `ok (${counted.passed})` : `FAILED (${counted.failed})`;
  console.log(`${name}: ${verdict} in ${seconds(ms)}`);
  const lines = output.trimEnd().split('\n');
  if (code !== 0) console.log(lines.slice(-200).join('\n'));
  else if (shows)
    console.log(
      lines
        .filter((line) => shows.test(line))
        .map((line) => `  ${line}`)
        .join('\n'),
    );
}

/** Runs checks two at a time, as there are two cores; their order of ending is theirs. */
async function inParallel(checks) {
  const left = [...checks];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await check(next);
  };
  await Promise.all([worker(), worker()]);
}

requireNode();
await ensureInstalled();
const generated = await run(['tsx', 'scripts/generate-schema.mts']);
if (generated.code !== 0) {
  console.error(generated.output);
  process.exit(1);
}
await inParallel(CHECKS);
if (withBrowser) await inParallel(LONG_CHECKS);
if (withBrowser) {
  const CHROMIUM = await ensureChromium();
  for (const each of BROWSER_CHECKS) await check({ ...each, env: { CHROMIUM } });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
