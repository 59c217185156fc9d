/** Tables: what `kubectl get` prints, made by the server from what each kind declares. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError } from '#apimachinery/status.ts';

/** What stands beside the cells of a row. */
export type IncludeObject = 'Metadata' | 'Object' | 'None';

export interface ListMeta {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

/** For kinds that declare none. Mirrors apiserver pkg/registry/rest/table.go. */
const DEFAULT_COLUMNS: readonly Column[] = [
  {
    name: 'Name',
    type: 'string',
    format: 'name',
    description: '',
    cell: ({ metadata }) => metadata.name,
  },
  {
    name: 'Created At',
    type: 'date',
    description: '',
    cell: ({ metadata }) => metadata.creationTimestamp,
  },
];

const columnsOf = (kind: Kind): readonly Column[] =>
  kind.columns.length > 0 ? kind.columns : DEFAULT_COLUMNS;

const definitionOf = ({ name, type, format = '', priority = 0, description }: Column) => ({
  name,
  type,
  format,
  description,
  priority,
});

/** Type and metadata alone. */
export const partialObject = ({ metadata }: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
});

/** `?includeObject=` as asked, or 400. */
export function includeObjectOf(asked: string | null): IncludeObject {
  if (asked === null || asked === '' || asked === 'Metadata') return 'Metadata';
  if (asked === 'Object' || asked === 'None') return asked;
  throw badRequestError(
    `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(asked)}: must be 'Metadata', 'Object', 'None', or empty`,
  );
}

function rowObject(object: KubeObject, include: IncludeObject): object | null {
  if (include === 'None') return null;
  return include === 'Object' ? object : partialObject(object);
}

/** How a frame of a watch differs from a whole Table. */
export interface TableShape {
  /** False for all but the first frame. */
  readonly hasColumns?: boolean;
  /** Differs: the cells of a bookmark are empty, where upstream prints an empty object's. */
  readonly isBookmark?: boolean | undefined;
}

/** A Table of objects. */
export function tableOf(
  kind: Kind,
  objects: readonly KubeObject[],
  metadata: ListMeta,
  include: IncludeObject,
  nowMs: number,
  { hasColumns = true, isBookmark = false }: TableShape = {},
) {
  const columns = columnsOf(kind);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: hasColumns ? columns.map(definitionOf) : null,
    rows: objects.map((object) => ({
      cells: columns.map((column) => (isBookmark ? '' : column.cell(object, nowMs))),
      object: rowObject(object, include),
    })),
  };
}
