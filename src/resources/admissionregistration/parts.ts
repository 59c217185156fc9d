/** What the kinds of the group share. Differs: they are stored and checked, but no webhook is called and no policy judged. */
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { replaced } from '../defaults/with-defaults.ts';
import { allVerbs } from '../verbs.ts';

export const registrationParts = {
  group: 'admissionregistration.k8s.io',
  version: 'v1',
  shortNames: [],
  categories: ['api-extensions'],
  namespaced: false,
  verbs: allVerbs,
  hasStatus: false,
  hasGeneration: true,
} satisfies Partial<Kind>;

/** A body outside of `spec` counts as the spec does. */
export function countsBody<T extends KubeObject>(key: keyof T): (next: T, old: T) => T {
  return (next, old) => {
    if (isEqual(next[key], old[key])) return next;
    const generation = (old.metadata.generation ?? 0) + 1;
    return replaced(next, 'metadata', { ...next.metadata, generation } as T['metadata']);
  };
}
