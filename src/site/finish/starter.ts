/**
 * The script that starts the lab's worker before the page wakes up, and tells it which bench the
 * page (`data-bench`) is going to ask for. A blob worker keeps the page's policy; on a site it
 * imports its source by address, without the page's thread; a page opened from a disk may read no
 * file, so there the script carries the source, and the page fetches the worker's parts for it.
 */
import type { PartFound, PartWanted } from '#lab/parts/fetch-part.ts';
import type { StartedWorker } from '#lab/started-worker.ts';

/** Runs in the page: nothing from outside may be used in it. Offers `window.labStarter`. */
function starter(address: string, source?: string): void {
  const script = JSON.stringify(new URL(address, location.href).href);
  const code = source ?? `self.labAddress=${script};importScripts(self.labAddress)`;
  const parts = new Map<string, string>();
  window.labPart = (part, text) => parts.set(part, text);
  const answerWith = (worker: Worker, part: string) => {
    worker.postMessage({ part, text: parts.get(part) ?? '' } satisfies PartFound);
  };
  /** A script element brings the part's text to `labPart`; the worker gets it from there. */
  const bringPart = (worker: Worker, { wantsPart }: Partial<PartWanted>) => {
    if (!wantsPart) return;
    if (parts.has(wantsPart)) return answerWith(worker, wantsPart);
    const element = document.createElement('script');
    element.src = `./assets/js/${wantsPart}`;
    element.onload = () => answerWith(worker, wantsPart);
    element.onerror = () => answerWith(worker, wantsPart);
    document.head.append(element);
  };
  const spawn = (): StartedWorker => {
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const started = { worker: new Worker(url, { name: 'lab' }), problem: '', url };
    started.worker.addEventListener('error', (event) => {
      started.problem = event.message || 'The browser refused to start the worker.';
    });
    started.worker.addEventListener('message', ({ data }) => bringPart(started.worker, data));
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

/** A part as the offline folder keeps it: a script that gives the page its text. */
export const carrierOfPart = (file: string, source: string): string =>
  `window.labPart(${JSON.stringify(file)},${JSON.stringify(source)});\n`;
