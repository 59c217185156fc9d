/** ResourceClaimTemplate: its names, defaults and validation. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { claimSpecDefaults } from './devices/defaults.ts';
import type { ResourceClaimTemplate } from './devices/types.ts';
import { validateTemplate, validateTemplateUpdate } from './validation/devices/claim.ts';
import { allVerbs } from './verbs.ts';

export type { ResourceClaimTemplate } from './devices/types.ts';

const specDefaults = (
  spec: ResourceClaimTemplate['spec'] | undefined,
): ResourceClaimTemplate['spec'] => {
  const whole = withDefaults(spec ?? { spec: {} }, { metadata: {} });
  return replaced(whole, 'spec', claimSpecDefaults(whole.spec));
};

export const resourceClaimTemplateKind: Kind<ResourceClaimTemplate> = {
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'ResourceClaimTemplate',
  plural: 'resourceclaimtemplates',
  singular: 'resourceclaimtemplate',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.resource.v1.ResourceClaimTemplate',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [nameColumn, ageColumn],
  defaults: (template) => replaced(template, 'spec', specDefaults(template.spec)),
  validate: validateTemplate,
  validateUpdate: validateTemplateUpdate,
};
