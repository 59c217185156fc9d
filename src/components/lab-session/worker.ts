/** Starts the lab's worker from its inlined source: the one way that also works from `file://`. */

import { type Remote, wrap } from 'comlink';
import type { LabApi } from '#lab/lab.ts';

/** The lab behind its worker. */
export interface LabWorker {
  readonly api: Remote<LabApi>;
  stop(): void;
}

/** Gives the lab, or calls `onCrash` when its worker can't run. */
export async function spawnLabWorker(onCrash: (problem: string) => void): Promise<LabWorker> {
  const { source } = await import(
    /* webpackChunkName: "lab-worker" */ '#lab/lab.worker.ts?inline-worker'
  );
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: 'lab' });
  worker.addEventListener('error', (event) => {
    onCrash(event.message || 'The browser refused to start the worker.');
  });
  return {
    api: wrap<LabApi>(worker),
    stop: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
