/** The columns of a custom resource's table. Mirrors apiextensions-apiserver pkg/registry/customresource/tableconvertor. */
import { humanDuration } from '#apimachinery/duration.ts';
import type { Cell, Column } from '#apimachinery/kind.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { parseTime } from '#apimachinery/time.ts';
import type { PrinterColumn } from '#resources/customresourcedefinition.ts';
import { follow, parsePath } from './json-path.ts';

const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name of the object, unique among its kind in its namespace.',
  cell: ({ metadata }) => metadata.name,
};

/** What a definition without columns shows. */
const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  description: 'How long ago the object was created.',
  jsonPath: '.metadata.creationTimestamp',
};

function age(time: string, nowMs: number): string {
  const ms = parseTime(time);
  return Number.isNaN(ms) ? '<invalid>' : humanDuration(nowMs - ms);
}

const printed = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');

function cellOf(type: string, value: Json, nowMs: number): Cell {
  switch (type) {
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? age(value, nowMs) : null;
    default:
      return printed(value);
  }
}

function columnOf({ name, type, format, priority, description, jsonPath }: PrinterColumn): Column {
  const steps = parsePath(jsonPath);
  return {
    name,
    type: type as Column['type'],
    ...(format ? { format } : {}),
    ...(priority ? { priority } : {}),
    description:
      description || `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    cell: (object: KubeObject, nowMs) => {
      const [first] = follow(steps, object as unknown as Json);
      return first === undefined || first === null ? null : cellOf(type, first, nowMs);
    },
  };
}

/** The name, and what the definition asks for. */
export const columnsOf = (columns: readonly PrinterColumn[] = []): readonly Column[] => [
  NAME,
  ...(columns.length > 0 ? columns : [AGE]).map(columnOf),
];
