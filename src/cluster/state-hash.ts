/** The whole state of a cluster as one short text: equal states have equal hashes. */
import type { Api } from '#apimachinery/api.ts';
import { canonicalJson } from '#apimachinery/hash.ts';
import { withTables } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { keyOf } from '#apimachinery/object.ts';
import { hash32 } from '#kernel/random.ts';

const byKey = (a: KubeObject, b: KubeObject): number => (keyOf(a) < keyOf(b) ? -1 : 1);

/** Eight hexadecimal digits over every stored object: kind by kind, each in order of its key. */
export function stateHash(api: Api): string {
  let hash = 0;
  for (const kind of withTables(api.kinds())) {
    for (const object of [...api.list(kind)].sort(byKey)) {
      hash = Math.imul(hash ^ hash32(canonicalJson(object)), 0x9e3779b1) >>> 0;
    }
  }
  return hash.toString(16).padStart(8, '0');
}
