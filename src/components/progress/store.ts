/** What the learner has done, kept in this browser only. */

const storageKey = 'reconcile.progress';

/** Step ⇒ what was done: "ran", "passed", the number of the choice. */
export type Progress = Readonly<Record<string, string>>;

const nothing: Progress = {};
const listeners = new Set<() => void>();
let progress: Progress | undefined;

/** Everything done so far; the same object until something is added. */
export function readProgress(): Progress {
  progress ??= load();
  return progress;
}

/** Notes a step; a browser that refuses to store keeps it for this visit. */
export function markStep(step: string, how: string): void {
  progress = { ...readProgress(), [step]: how };
  try {
    localStorage.setItem(storageKey, JSON.stringify(progress));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  for (const listener of listeners) listener();
}

export function onProgress(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Before the page wakes up nothing is known. */
export function noProgress(): Progress {
  return nothing;
}

function load(): Progress {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Progress) : nothing;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return nothing;
    throw error;
  }
}
