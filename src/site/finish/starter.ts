/**
 * The script that starts the lab's worker before the page wakes up, and tells it which bench the
 * page (`data-bench`) is going to ask for. A blob worker keeps the page's policy; on a site it
 * imports its source by address, without the page's thread; a page opened from a disk may read no
 * file, so there the script carries the source.
 */
import type { StartedWorker } from '#lab/started-worker.ts';

/** Runs in the page: nothing from outside may be used in it. Offers `window.labStarter`. */
function starter(address: string, source?: string): void {
  const code = source ?? `importScripts(${JSON.stringify(new URL(address, location.href).href)})`;
  const spawn = (): StartedWorker => {
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const started = { worker: new Worker(url, { name: 'lab' }), problem: '', url };
    started.worker.addEventListener('error', (event) => {
      started.problem = event.message || 'The browser refused to start the worker.';
    });
    return started;
  };
  let early: StartedWorker | undefined;
  let refusal: unknown;
  try {
    early = spawn();
  } catch (error) {
    refusal = error;
  }
  const prepare = () => {
    const bench = document.querySelector<HTMLElement>('[data-bench]')?.dataset['bench'];
    if (bench) early?.worker.postMessage({ prepare: JSON.parse(bench) });
  };
  if (document.readyState !== 'loading') prepare();
  else document.addEventListener('readystatechange', prepare, { once: true });
  window.labStarter = {
    take: () => {
      const refused = refusal;
      refusal = undefined;
      if (refused) throw refused;
      const started = early ?? spawn();
      early = undefined;
      return started;
    },
  };
}

/** The starter that imports the worker's script from `address`. */
export const starterOfAddress = (address: string): string =>
  `(${starter})(${JSON.stringify(address)})`;

/** The starter with the worker's source in it. */
export const starterOfSource = (source: string): string =>
  `(${starter})("",${JSON.stringify(source)});\n`;
