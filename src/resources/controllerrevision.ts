/** ControllerRevision: its names, validation and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { ControllerRevision } from './types/controllerrevision.ts';
import {
  validateControllerRevision,
  validateControllerRevisionUpdate,
} from './validation/controllerrevision.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/controllerrevision.ts';

/** `statefulset.apps/db` */
function controllerText(object: ControllerRevision): string {
  const owner = controllerOf(object);
  if (!owner) return '<none>';
  const [group] = owner.apiVersion.includes('/') ? owner.apiVersion.split('/') : [''];
  const kind = group ? `${owner.kind}.${group}` : owner.kind;
  return `${kind.toLowerCase()}/${owner.name}`;
}

const columns: readonly Column<ControllerRevision>[] = [
  nameColumn,
  column('Controller', 'Whose state it keeps.', controllerText),
  column('Revision', 'Which of its states it was.', ({ revision }) => revision ?? 0),
  ageColumn,
];

export const controllerRevisionKind: Kind<ControllerRevision> = {
  group: 'apps',
  version: 'v1',
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.apps.v1.ControllerRevision',
  hasStatus: false,
  hasGeneration: false,
  columns,
  defaults: (object) => (object.revision === undefined ? { ...object, revision: 0 } : object),
  validate: validateControllerRevision,
  validateUpdate: validateControllerRevisionUpdate,
  judgesUpdateAlone: true,
};
