/** `npm run bench -- [--json] [N…]`: real time and heap from `scale --replicas=N` to all ready, on 10 nodes. */
import { benchScale, type Meter } from '#cluster/bench.ts';

const collect = (globalThis as { gc?: () => void }).gc;
const meter: Meter = {
  nowMs: () => performance.now(),
  heapBytes: () => {
    collect?.();
    return process.memoryUsage().heapUsed;
  },
};

const args = process.argv.slice(2);
const isJson = args.includes('--json');
const asked = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const sizes = asked.length > 0 ? asked : [100, 1_000, 5_000];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (!isJson) say('replicas  ready (real ms)  heap (MB)');
const replicas = sizes.map((n) => {
  const result = benchScale(n, meter);
  const { readyMs, heapMb } = result;
  if (!isJson) {
    say(
      `${String(n).padEnd(8)}  ${String(readyMs).padEnd(15)}  ${heapMb}${collect ? '' : ' (no --expose-gc)'}`,
    );
  }
  return result;
});
if (isJson) say(JSON.stringify({ replicas }));
