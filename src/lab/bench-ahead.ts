/** A lab made before the page asks for it: while the page still wakes up. */
import type { Lab } from './create-lab.ts';
import type { BenchRequest } from './lab.ts';

/** Puts a lab together. */
export type MakeLab = (request: BenchRequest) => Promise<Lab>;

/** `prepare` makes a lab ahead; the first `take` gets it when it asks for just that one. */
export function createBenchAhead(make: MakeLab) {
  let ahead: { readonly name: string; readonly lab: Promise<Lab> } | undefined;
  return {
    prepare: (request: BenchRequest): void => {
      ahead = { name: nameOf(request), lab: make(request) };
      // Whoever takes it hears of the failure.
      ahead.lab.catch(() => undefined);
    },
    take: (request: BenchRequest): Promise<Lab> => {
      const ready = ahead;
      ahead = undefined;
      return ready?.name === nameOf(request) ? ready.lab : make(request);
    },
  };
}

/** Equal for equal requests, though one came through a page's attribute. */
const nameOf = ({ options, exercise }: BenchRequest): string =>
  JSON.stringify({ options: options ?? {}, exercise });
