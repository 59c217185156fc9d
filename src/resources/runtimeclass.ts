/** RuntimeClass: its names, validation and columns. */
import { duplicate } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { Toleration } from './pods/types.ts';
import { each, eachItem, type FieldErrors, immutable, none } from './validation/fields.ts';
import { validateLabels } from './validation/labels.ts';
import { subdomainName, validateMetadata } from './validation/metadata.ts';
import { validateResources } from './validation/pod-spec/resources.ts';
import { validateTolerations } from './validation/pod-spec/tolerations.ts';
import { allVerbs } from './verbs.ts';

export interface RuntimeClass extends KubeObject {
  readonly handler: string;
  /** What a pod costs beside its containers. */
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> };
  readonly scheduling?: {
    readonly nodeSelector?: StringMap;
    readonly tolerations?: readonly Toleration[];
  };
}

function validateScheduling({ scheduling }: RuntimeClass): FieldErrors {
  if (!scheduling) return none;
  const field = 'scheduling.tolerations';
  const seen = new Set<string>();
  return [
    ...validateLabels('scheduling.nodeSelector', scheduling.nodeSelector),
    ...validateTolerations(field, scheduling.tolerations),
    ...eachItem(field, scheduling.tolerations, (toleration, at) => {
      const { key = '', operator = '', value = '', effect = '' } = toleration;
      const said = [key, operator, value, effect].join();
      const isTaken = seen.has(said);
      seen.add(said);
      const { tolerationSeconds: seconds = null } = toleration;
      const inGo = {
        Key: key,
        Operator: operator,
        Value: value,
        Effect: effect,
        TolerationSeconds: seconds,
      };
      return isTaken ? [duplicate(at, inGo)] : none;
    }),
  ];
}

/** Mirrors kubernetes pkg/apis/node/validation/validation.go ValidateRuntimeClass. */
const validate = (runtimeClass: RuntimeClass): FieldErrors => {
  const { metadata, handler = '', overhead } = runtimeClass;
  const limits = overhead?.podFixed;
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...each('handler', handler, dns1123LabelErrors(handler)),
    ...(limits ? validateResources('overhead', { limits }) : none),
    ...validateScheduling(runtimeClass),
  ];
};

export const runtimeClassKind: Kind<RuntimeClass> = {
  group: 'node.k8s.io',
  version: 'v1',
  kind: 'RuntimeClass',
  plural: 'runtimeclasses',
  singular: 'runtimeclass',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.node.v1.RuntimeClass',
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    column('Handler', 'What runs its pods.', ({ handler }) => handler ?? ''),
    ageColumn,
  ],
  defaults: (object) => object,
  validate,
  validateUpdate: (next, old) => immutable('handler', next.handler, old.handler),
};
