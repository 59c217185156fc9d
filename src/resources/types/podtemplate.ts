/** The type of PodTemplates. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

export interface PodTemplate extends KubeObject {
  readonly template?: PodTemplateSpec;
}
