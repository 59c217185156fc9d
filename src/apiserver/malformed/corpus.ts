/** Every malformed request of the corpus, each by a name of its own. Adding some: a file, and its name here. */
import { badBodies } from './bodies.ts';
import type { MalformedCase } from './case.ts';
import { badNames } from './names.ts';
import { badPatches } from './patches.ts';
import { badQueries } from './queries.ts';
import { wrongTypes } from './wrong-types.ts';

/** "GET pods", "GET pods (2)" */
function withOwnNames(cases: readonly MalformedCase[]): readonly MalformedCase[] {
  const counts = new Map<string, number>();
  return cases.map((one) => {
    const count = (counts.get(one.name) ?? 0) + 1;
    counts.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} (${count})` };
  });
}

export const corpus: readonly MalformedCase[] = withOwnNames([
  ...wrongTypes,
  ...badNames,
  ...badBodies,
  ...badPatches,
  ...badQueries,
]);
