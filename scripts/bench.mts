/**
 * `npm run bench -- [--json] [--large] [--rival] [N…]`: from `scale --replicas=N` to all ready, in real time.
 *
 * Beside our own: webernetes on the same work in the same process (`--rival` up to its 1,000, else 100
 * and 500), the longest block of the event loop when the lab drives, and with `--large` 50,000 replicas
 * and 5,000 nodes with 150,000 pods.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { benchScale, type Meter, prepareScale, scaleTo } from '#cluster/bench.ts';
import { createDriver } from '#lab/drive.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { createPacer } from '#lab/pacer.ts';
import { benchWebernetes } from './bench-webernetes.mts';

const collect = (globalThis as { gc?: () => void }).gc;
const heapBytes = (): number => {
  collect?.();
  return process.memoryUsage().heapUsed;
};
const meter: Meter = { nowMs: () => performance.now(), heapBytes };

const args = process.argv.slice(2);
const known = ['--json', '--large', '--rival'];
const unknown = args.find((arg) => !known.includes(arg) && !/^\d+$/.test(arg));
if (unknown) {
  process.stderr.write(
    `unknown argument ${unknown}\nUsage: npm run bench -- [${known.join('] [')}] [N…]\n`,
  );
  process.exit(2);
}
const isJson = args.includes('--json');
const asked = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const sizes = asked.length > 0 ? asked : [100, 500, 1_000, 5_000];
const say = (text: string): void => {
  if (!isJson) process.stdout.write(`${text}\n`);
};
const row = (...cells: readonly (string | number)[]): void =>
  say(
    cells
      .map((cell) => String(cell).padEnd(16))
      .join('')
      .trimEnd(),
  );

/** The longest the event loop stood still, ms, while the lab's pacer drove N pods to Ready. */
async function longestBlock(replicas: number): Promise<number> {
  const cluster = prepareScale(replicas);
  const turn = createHostTurn();
  const driver = createDriver(cluster.clock, turn);
  const pacer = createPacer(driver, cluster.clock.now, () => performance.now(), turn);
  collect?.();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const isReady = scaleTo(cluster, replicas);
  let isDone = false;
  void pacer.skip(isReady, 600_000).then(() => {
    isDone = true;
  });
  delay.enable();
  while (!isDone) await pacer.tick();
  delay.disable();
  return Math.round(delay.max / 1e5) / 10;
}

/** Above this webernetes takes minutes. */
const rivalLimit = args.includes('--rival') ? 1_000 : 500;
const rivalPatienceMs = 300_000;

// The first run of all compiles: it warms up.
benchScale(100, meter);
row(
  'replicas',
  'ready (ms)',
  'µs a pod',
  'heap (MB)',
  'block (ms)',
  'webernetes (ms)',
  'heap (MB)',
);
const replicas = [];
for (const n of sizes) {
  const ours = benchScale(n, meter);
  const blockMs = await longestBlock(n);
  const rival = n <= rivalLimit ? await benchWebernetes(n, rivalPatienceMs, heapBytes) : undefined;
  row(
    n,
    ours.readyMs,
    Math.round((ours.readyMs * 1000) / n),
    ours.heapMb,
    blockMs,
    rival?.readyMs ?? '–',
    rival?.heapMb ?? '–',
  );
  replicas.push({ ...ours, blockMs, webernetes: rival });
}

const large = [];
if (args.includes('--large')) {
  say('');
  row('replicas', 'nodes', 'ready (ms)', 'µs a pod', 'heap (MB)');
  for (const [n, nodes] of [
    [50_000, 500],
    [150_000, 5_000],
  ] as const) {
    const result = benchScale(n, meter, nodes);
    const total = Math.round(heapBytes() / 1e6);
    row(n, nodes, result.readyMs, Math.round((result.readyMs * 1000) / n), result.heapMb);
    large.push({ ...result, nodes, total });
  }
}
if (isJson) process.stdout.write(`${JSON.stringify({ replicas, large })}\n`);
// webernetes keeps timers for ever.
process.exit(0);
