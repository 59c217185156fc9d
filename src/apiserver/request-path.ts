/** What a path of the API names: a kind, perhaps a namespace, a name, a subresource. */
import type { Kind } from '#apimachinery/kind.ts';

export interface ResourcePath {
  readonly kind: Kind;
  /** "" when the kind has none, or when all are meant. */
  readonly namespace: string;
  /** "" for the whole collection. */
  readonly name: string;
  readonly subresource: string;
}

/** `/api/v1/…` and `/apis/apps/v1/…` ⇒ the group, the version and what follows. */
function splitGroup(parts: readonly string[]) {
  const [root, first = '', second = ''] = parts;
  if (root === 'api') return { group: '', version: first, rest: parts.slice(2) };
  if (root === 'apis') return { group: first, version: second, rest: parts.slice(3) };
  return undefined;
}

/** A percent-encoded part as text; itself when it is badly encoded. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** "/api/v1/namespaces/default/pods/web/log" ⇒ pods, "default", "web", "log"; undefined for what is not served. */
export function parseResourcePath(kinds: readonly Kind[], path: string): ResourcePath | undefined {
  const parts = path.split('/').filter(Boolean).map(decodePart);
  const split = splitGroup(parts);
  if (!split) return undefined;
  const { group, version, rest } = split;
  const find = (plural: string | undefined) =>
    kinds.find((one) => one.plural === plural && one.group === group && one.version === version);
  const [first, second = '', third = '', fourth = '', fifth = ''] = rest;

  const inNamespace = first === 'namespaces' && rest.length >= 3 ? find(third) : undefined;
  if (inNamespace?.namespaced && rest.length <= 5) {
    return { kind: inNamespace, namespace: second, name: fourth, subresource: fifth };
  }
  const kind = find(first);
  if (!kind || rest.length > 3) return undefined;
  if (kind.namespaced && rest.length > 1) return undefined;
  return { kind, namespace: '', name: second, subresource: third };
}
