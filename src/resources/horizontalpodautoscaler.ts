/** HorizontalPodAutoscaler, as autoscaling/v2 has it and as it is stored: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { hpaColumns } from './autoscalers/columns.ts';
import { defaultHpaSpec } from './autoscalers/defaults.ts';
import { replaced } from './defaults/with-defaults.ts';
import { keepStatus } from './generation.ts';
import type { HorizontalPodAutoscaler, HpaStatus } from './types/horizontalpodautoscaler.ts';
import {
  validateHpa,
  validateHpaStatus,
  validateHpaUpdate,
} from './validation/horizontalpodautoscaler.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/horizontalpodautoscaler.ts';

/** Both fields are always written. */
const noStatus: HpaStatus = { currentMetrics: null, desiredReplicas: 0 };

export const horizontalPodAutoscalerKind: Kind<HorizontalPodAutoscaler> = {
  group: 'autoscaling',
  version: 'v2',
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  hasStatus: true,
  hasGeneration: false,
  columns: hpaColumns,
  defaults: (object) => replaced(object, 'spec', defaultHpaSpec(object.spec ?? {})),
  prepareCreate: (object) => ({ ...object, status: noStatus }),
  prepareUpdate: keepStatus,
  validate: validateHpa,
  validateUpdate: validateHpaUpdate,
  validateStatusUpdate: validateHpaStatus,
};
