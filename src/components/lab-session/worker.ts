/** Takes the lab's worker, which the page's first script started long before the page could. */

import { type Remote, wrap } from 'comlink';
import type { LabApi } from '#lab/lab.ts';
import workerUrl from '#lab/lab.worker.ts?inline-worker';
import type { StartedWorker } from '#lab/started-worker.ts';

/** The lab behind its worker. */
export interface LabWorker {
  readonly api: Remote<LabApi>;
  stop(): void;
}

/** The script that carries the worker's source: only in the offline folder. */
const carrier = 'script[data-lab-source]';

/** On a page served while developing nobody started a worker. */
async function takeWorker(): Promise<StartedWorker> {
  const script = document.querySelector(carrier);
  if (script && !window.labStarter) {
    await new Promise((resolve) => script.addEventListener('load', resolve));
  }
  return window.labStarter?.take() ?? { worker: new Worker(workerUrl, { name: 'lab' }) };
}

/** Gives the lab, or calls `onCrash` when its worker can't run. */
export async function spawnLabWorker(onCrash: (problem: string) => void): Promise<LabWorker> {
  const { worker, problem, url } = await takeWorker();
  if (problem) throw new Error(problem);
  worker.addEventListener('error', (event) => {
    onCrash(event.message || 'The browser refused to start the worker.');
  });
  return {
    api: wrap<LabApi>(worker),
    stop: () => {
      worker.terminate();
      if (url) URL.revokeObjectURL(url);
    },
  };
}
