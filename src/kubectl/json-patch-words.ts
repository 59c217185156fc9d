/** What is wrong with a JSON patch, in the words of the library upstream uses. Mirrors evanphx/json-patch v4 patch.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { applyJsonPatch } from '#apimachinery/patch/json.ts';
import { PatchError } from '#apimachinery/patch/patch-error.ts';

interface Operation {
  readonly op?: string;
  readonly path?: string;
  readonly from?: string;
  readonly value?: Json;
}

const keysOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

function at(document: Json, keys: readonly string[]): Json | undefined {
  let found: Json | undefined = document;
  for (const key of keys)
    found = typeof found === 'object' && found !== null ? (found as JsonObject)[key] : undefined;
  return found;
}

/** Whether what would hold the last key of a path is there. */
const hasParent = (document: Json, path: string): boolean =>
  typeof (at(document, keysOf(path).slice(0, -1)) ?? undefined) === 'object';

function complaint(document: Json, { op = '', path = '', from = '', value }: Operation): string {
  const keys = keysOf(path);
  const key = keys.at(-1) ?? '';
  const missing = (text: string): string => `${text}: missing value`;
  const inList = Array.isArray(at(document, keys.slice(0, -1)));
  const index = `Unable to access invalid index: ${key}: invalid index referenced`;
  switch (op) {
    case 'test':
      if (!hasParent(document, path))
        return missing(`test operation does not apply: is missing path: ${path}`);
      return isEqual(at(document, keys), value) ? '' : `testing value ${path} failed: test failed`;
    case 'remove':
      if (!hasParent(document, path))
        return missing(`remove operation does not apply: doc is missing path: "${path}"`);
      return `error in remove for path: '${path}': ${inList ? index : missing(`Unable to remove nonexistent key: ${key}`)}`;
    case 'replace':
      return missing(
        `replace operation does not apply: doc is missing ${hasParent(document, path) ? 'key' : 'path'}: ${path}`,
      );
    case 'add':
      if (!hasParent(document, path))
        return missing(`add operation does not apply: doc is missing path: "${path}"`);
      return `error in add for path: '${path}': ${index}`;
    case 'move':
    case 'copy':
      return missing(`${op} operation does not apply: doc is missing from path: ${from}`);
    default:
      return `Unexpected kind: ${op}`;
  }
}

/** What the first operation that does not apply is told; "" when all do. */
export function jsonPatchComplaint(document: Json, patch: Json): string {
  let now = document;
  for (const operation of Array.isArray(patch) ? (patch as readonly Json[]) : []) {
    try {
      now = applyJsonPatch(now, [operation]);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      return complaint(now, operation as Operation);
    }
  }
  return '';
}
