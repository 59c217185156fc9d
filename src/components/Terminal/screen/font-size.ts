/** The size of the terminal's letters, remembered in this browser. */

const storageKey = 'reconcile.terminal.font-size';
const usual = 13;
const smallest = 9;
const largest = 28;

const listeners = new Set<(size: number) => void>();

function stored(): number {
  try {
    const size = Number(localStorage.getItem(storageKey) ?? usual);
    return size >= smallest && size <= largest ? size : usual;
  } catch {
    // A browser that keeps nothing for us: the usual size.
    return usual;
  }
}

let current: number | undefined;

export function fontSize(): number {
  current ??= stored();
  return current;
}

/** Larger (+1) or smaller (-1) letters, or the usual ones (0), in every terminal. */
export function stepFontSize(by: -1 | 0 | 1): number {
  const size = by === 0 ? usual : Math.min(largest, Math.max(smallest, fontSize() + by));
  current = size;
  try {
    localStorage.setItem(storageKey, String(size));
  } catch {
    // It holds until the page is left.
  }
  for (const listener of listeners) listener(size);
  return size;
}

/** Calls back when the size changes. */
export function onFontSize(listener: (size: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
