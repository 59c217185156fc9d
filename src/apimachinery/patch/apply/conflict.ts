/** Fields that an applier would take from others. Mirrors structured-merge-diff merge/conflict.go. */
import type { FieldSet } from './field-set.ts';

/** The manager's identifier, and what it owns of what would change. */
export type Conflicts = ReadonlyMap<string, FieldSet>;

/** An apply that would change fields of other managers without being told to. */
export class ApplyConflict extends Error {
  override name = 'ApplyConflict';
  readonly conflicts: Conflicts;

  constructor(conflicts: Conflicts) {
    super('conflicts with other managers');
    this.conflicts = conflicts;
  }
}
