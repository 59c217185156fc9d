/** PodTemplate: its names, defaults, validation and columns. */
import { isEqual } from '#apimachinery/equality.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';
import { formatLabels } from '#apimachinery/selector.ts';
import { column, nameColumn } from './columns.ts';
import { defaultTemplate } from './defaults/pod-spec.ts';
import { replaced } from './defaults/with-defaults.ts';
import { countGeneration, firstGeneration } from './generation.ts';
import { podSpecWarnings } from './pods/warnings.ts';
import type { PodTemplate } from './types/podtemplate.ts';
import { validatePodTemplate, validatePodTemplateUpdate } from './validation/podtemplate.ts';
import { allVerbs } from './verbs.ts';
import { joined } from './workloads.ts';

export type * from './types/podtemplate.ts';

const containersOf = ({ template }: PodTemplate) => template?.spec?.containers ?? [];

const columns: readonly Column<PodTemplate>[] = [
  nameColumn,
  column('Containers', 'Names of its containers.', (object) =>
    joined(containersOf(object), 'name'),
  ),
  column('Images', 'Images of its containers.', (object) => joined(containersOf(object), 'image')),
  column('Pod Labels', 'Labels of its pods.', ({ template }) =>
    formatLabels(template?.metadata?.labels),
  ),
];

export const podTemplateKind: Kind<PodTemplate> = {
  group: '',
  version: 'v1',
  kind: 'PodTemplate',
  plural: 'podtemplates',
  singular: 'podtemplate',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.PodTemplate',
  hasStatus: false,
  hasGeneration: true,
  returnsDeleted: true,
  columns,
  defaults: (object) => replaced(object, 'template', defaultTemplate(object.template ?? {})),
  prepareCreate: firstGeneration,
  prepareUpdate: (next, old) => countGeneration(next, old, !isEqual(next.template, old.template)),
  validate: validatePodTemplate,
  validateUpdate: validatePodTemplateUpdate,
  warnings: ({ template }) =>
    podSpecWarnings('template.spec.', template?.spec ?? { containers: [] }),
};
