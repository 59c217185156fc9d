/** The worker's entry: one LabApi for the page. */
import { expose } from 'comlink';
import { createHostTurn } from './host-turn.ts';
import type { BenchRequest } from './lab.ts';
import type { Parts } from './parts/parts.ts';
import { createWorkerLab } from './worker-lab.ts';

declare global {
  /** Made by the bundler's entry (`site/inline-worker/bundle.cjs`), before anything here is asked. */
  var labParts: Parts | undefined;
}

const host = {
  turn: createHostTurn(),
  now: () => performance.now(),
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  /** Out of every promise: the worker's error event tells the page, which offers to start over. */
  crash: (error: unknown) => {
    setTimeout(() => {
      throw error;
    });
  },
};

/** Long enough after the start that nothing the learner waits for is held up. */
const PREFETCH_AFTER_MS = 4000;

const lab = createWorkerLab(host);
/** On a network that comes and goes, what was once downloaded stays. */
setTimeout(() => globalThis.labParts?.prefetch().catch(() => undefined), PREFETCH_AFTER_MS);
/** The page's first script says what the page will ask for, long before the page can. */
self.addEventListener('message', ({ data }: MessageEvent<{ prepare?: BenchRequest }>) => {
  if (data.prepare) void lab.prepare(data.prepare);
});
expose(lab);
