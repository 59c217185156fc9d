/** The worker's entry: one LabApi for the page. */
import { expose } from 'comlink';
import { createHostTurn } from './host-turn.ts';
import type { BenchRequest } from './lab.ts';
import { createWorkerLab } from './worker-lab.ts';

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

const lab = createWorkerLab(host);
/** The page's first script says what the page will ask for, long before the page can. */
self.addEventListener('message', ({ data }: MessageEvent<{ prepare?: BenchRequest }>) => {
  if (data.prepare) void lab.prepare(data.prepare);
});
expose(lab);
