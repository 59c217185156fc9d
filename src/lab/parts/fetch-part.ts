/** How a worker gets at a part: by address on a site, through its page from a disk. */
/** A part did not come: the network is gone, or the file is. */
export class PartMissing extends Error {
  override name = 'PartMissing';
}

export interface PartFetcher {
  /** Resolves when the part's script has run. */
  run(file: string): Promise<void>;
  /** Puts it into the browser's cache. */
  warm(file: string): Promise<void>;
}

/** What the page is asked, and what it answers: the script's text, "" when there is none. */
export interface PartWanted {
  readonly wantsPart: string;
}
export interface PartFound {
  readonly part: string;
  readonly text: string;
}

/** A worker's own scope, as far as parts need it. */
export interface PartScope {
  importScripts(url: string): void;
  fetch(url: string): Promise<{ readonly ok: boolean; text(): Promise<string> }>;
  postMessage(message: PartWanted): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

const isFound = (data: unknown): data is PartFound =>
  typeof data === 'object' && data !== null && 'part' in data && 'text' in data;

/**
 * Beside the worker's own script. The text is fetched first, so that the worker goes on answering
 * while it comes; running it is then a matter of the browser's cache.
 */
export function siteFetcher(scope: PartScope, workerAddress: string): PartFetcher {
  const address = (file: string): string => new URL(file, workerAddress).href;
  const warm = async (file: string): Promise<void> => {
    const answer = await scope.fetch(address(file)).catch(() => undefined);
    if (!answer?.ok) throw new PartMissing(`${file} could not be downloaded`);
    await answer.text();
  };
  return {
    warm,
    run: async (file) => {
      await warm(file);
      scope.importScripts(address(file));
    },
  };
}

/**
 * A page opened from a disk may load scripts, its worker may not: the page is asked. The worker makes
 * the address itself: one of the page's would be another origin's, from a disk.
 */
export function pageFetcher(scope: PartScope): PartFetcher {
  const waiting = new Map<string, (text: string) => void>();
  scope.addEventListener('message', ({ data }) => {
    if (!isFound(data)) return;
    waiting.get(data.part)?.(data.text);
    waiting.delete(data.part);
  });
  return {
    warm: () => Promise.resolve(),
    run: async (file) => {
      const text = await new Promise<string>((resolve) => {
        waiting.set(file, resolve);
        scope.postMessage({ wantsPart: file });
      });
      if (!text) throw new PartMissing(`${file} is not in the folder`);
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      scope.importScripts(url);
      URL.revokeObjectURL(url);
    },
  };
}
