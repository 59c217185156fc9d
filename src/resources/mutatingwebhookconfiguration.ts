/** MutatingWebhookConfiguration: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { webhookDefaults } from './admissionregistration/defaults.ts';
import { countsBody, registrationParts } from './admissionregistration/parts.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { WebhookConfiguration } from './types/admissionregistration.ts';
import { validateWebhooks } from './validation/admissionregistration.ts';

export const mutatingWebhookConfigurationKind: Kind<WebhookConfiguration> = {
  ...registrationParts,
  kind: 'MutatingWebhookConfiguration',
  plural: 'mutatingwebhookconfigurations',
  singular: 'mutatingwebhookconfiguration',
  schema: 'io.k8s.api.admissionregistration.v1.MutatingWebhookConfiguration',
  columns: [
    nameColumn,
    column(
      'Webhooks',
      'How many there are.',
      ({ webhooks }: WebhookConfiguration) => webhooks?.length ?? 0,
      { type: 'integer' },
    ),
    ageColumn,
  ],
  defaults: webhookDefaults(true),
  prepareUpdate: countsBody('webhooks'),
  validate: validateWebhooks,
};
