/** LIST: the objects of a kind that selectors let through, in etcd's order. */
import type { ListOptions } from '#apimachinery/api.ts';
import { type FieldTerm, parseFieldSelector } from '#apimachinery/field-selector.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector, type Selector } from '#apimachinery/selector.ts';
import { badRequestError } from '#apimachinery/status.ts';
import type { ServerContext } from '../context.ts';
import { shownAs } from '../stored-as.ts';

/** Whether an object is meant. */
export type Filter = (object: KubeObject) => boolean;

const asBadRequest = <V>(work: () => V): V => {
  try {
    return work();
  } catch (error) {
    if (error instanceof ParseError) throw badRequestError(error.message);
    throw error;
  }
};

function fieldReader(kind: Kind, field: string): (object: KubeObject) => string {
  if (field === 'metadata.name') return ({ metadata }) => metadata.name;
  if (field === 'metadata.namespace') return ({ metadata }) => metadata.namespace ?? '';
  if (!kind.fields) {
    throw badRequestError(
      `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  }
  const own = Object.hasOwn(kind.fields, field) ? kind.fields[field] : undefined;
  if (!own) throw badRequestError(`field label not supported: ${field}`);
  return own;
}

function fieldFilter(kind: Kind, terms: readonly FieldTerm[]): Filter {
  const checks = terms.map(({ field, isEqual, value }) => {
    const read = fieldReader(kind, field);
    return (object: KubeObject) => (read(object) === value) === isEqual;
  });
  return (object) => checks.every((check) => check(object));
}

/** The filter two selectors make together; undefined when they let everything through. */
export function filterOf(kind: Kind, options: ListOptions): Filter | undefined {
  const { labelSelector, fieldSelector } = options;
  const labels = labelSelector ? asBadRequest(() => parseSelector(labelSelector)) : undefined;
  const fields = fieldSelector
    ? fieldFilter(
        kind,
        asBadRequest(() => parseFieldSelector(fieldSelector)),
      )
    : undefined;
  if (!labels) return fields;
  const hasLabels: Filter = ({ metadata }) => labels.matches(metadata.labels);
  return fields ? (object) => hasLabels(object) && fields(object) : hasLabels;
}

const byName = (a: KubeObject, b: KubeObject): number =>
  a.metadata.name < b.metadata.name ? -1 : 1;

/** Sorting what an index gives costs about so much more an object than filtering what is sorted. */
const SORT_COST = 8;

/** The fewest objects an index can narrow a search in a namespace to, in order of name. */
function candidates(
  server: ServerContext,
  kind: Kind,
  namespace: string | undefined,
  selector: Selector | undefined,
): readonly KubeObject[] {
  const table = server.store.table(kind);
  if (!namespace) return table.list(undefined);
  let fewest: readonly KubeObject[] | undefined;
  for (const { key, operator, values } of selector?.requirements ?? []) {
    if ((operator !== '=' && operator !== '==') || values[0] === undefined) continue;
    const found = table.byLabel(namespace, key, values[0]);
    if (!fewest || found.length < fewest.length) fewest = found;
  }
  if (!fewest || fewest.length * SORT_COST > table.size) return table.list(namespace);
  return [...fewest].sort(byName);
}

/** Objects in order of namespace and name. */
export function list(
  server: ServerContext,
  kind: Kind,
  options: ListOptions = {},
): readonly KubeObject[] {
  const filter = filterOf(kind, options);
  const namespace = kind.namespaced ? options.namespace : undefined;
  if (kind.storedAs) {
    const all = server.store.table(kind).list(namespace);
    const shown = all.map((object) => shownAs(kind, object));
    return filter ? shown.filter(filter) : shown;
  }
  if (!filter) return server.store.table(kind).list(namespace);
  const selector = options.labelSelector ? parseSelector(options.labelSelector) : undefined;
  return candidates(server, kind, namespace, selector).filter(filter);
}
