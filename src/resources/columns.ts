/** Columns and cells that several kinds' tables share. Mirrors kubernetes pkg/printers/internalversion/printers.go. */
import { humanDuration } from '#apimachinery/duration.ts';
import type { Column } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { parseTime } from '#apimachinery/time.ts';

/** "2026-11-23T00:57:15Z" ⇒ "88s"; no time ⇒ "<unknown>". */
export const since = (time: string | null | undefined, nowMs: number): string =>
  time ? humanDuration(nowMs - parseTime(time)) : '<unknown>';

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name of the object, unique among its kind in its namespace.',
  cell: (object) => object.metadata.name,
};

export const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  description: 'How long ago the object was created.',
  cell: (object, nowMs) => since(object.metadata.creationTimestamp, nowMs),
};

/** What kinds have that say nothing of their columns: when the object was made. */
export const createdAtColumn: Column = {
  name: 'Created At',
  type: 'date',
  description: 'When the object was created.',
  cell: (object) => object.metadata.creationTimestamp,
};

interface Extras {
  readonly wide?: boolean;
  readonly type?: Column['type'];
}

/** A column of text, or of another type; `wide` ones show with `-o wide` only. */
export const column = <T extends KubeObject>(
  name: string,
  description: string,
  cell: Column<T>['cell'],
  { wide = false, type = 'string' }: Extras = {},
): Column<T> => ({ name, type, ...(wide ? { priority: 1 } : {}), description, cell });
