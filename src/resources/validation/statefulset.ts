/** StatefulSets. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidateStatefulSet. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden, invalid, notSupported } from '#apimachinery/field-error.ts';
import { memoised } from '#apimachinery/intern.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import type { PodTemplateSpec } from '../pods/types.ts';
import type {
  ClaimRetentionPolicy,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetUpdateStrategy,
} from '../types/statefulset.ts';
import { type Amount, numberOf, tooManyPercent, validateAmount } from './amounts.ts';
import { each, eachItem, type FieldErrors, none, nonNegative } from './fields.ts';
import { labelName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateTemplate } from './pod.ts';
import { validateClaimSpec } from './storage/claim.ts';
import {
  compiledSelector,
  validateEndless,
  validateSelector,
  validateTemplateLabels,
} from './workload.ts';

const STRATEGY = 'spec.updateStrategy';
const ROLLING = `${STRATEGY}.rollingUpdate`;
type RollingUpdate = NonNullable<StatefulSetUpdateStrategy['rollingUpdate']>;

/** As Go prints the type the API server works with. */
const goRolling = ({ partition = 0, maxUnavailable }: RollingUpdate): unknown => ({
  Partition: partition,
  MaxUnavailable: maxUnavailable ?? null,
});

function validateLimit(value: Amount | undefined): FieldErrors {
  if (value === undefined) return none;
  const field = `${ROLLING}.maxUnavailable`;
  return [
    ...validateAmount(field, value),
    ...(numberOf(value) === 0 ? [invalid(field, value, 'cannot be 0')] : none),
    ...tooManyPercent(field, value),
  ];
}

function validateStrategy({ type, rollingUpdate }: StatefulSetUpdateStrategy): FieldErrors {
  if (type === 'OnDelete') {
    const why = "only allowed for updateStrategy 'RollingUpdate'";
    return rollingUpdate ? [invalid(ROLLING, goRolling(rollingUpdate), why)] : none;
  }
  if (type === 'RollingUpdate') {
    return [
      ...nonNegative(`${ROLLING}.partition`, rollingUpdate?.partition),
      ...validateLimit(rollingUpdate?.maxUnavailable),
    ];
  }
  const strategy = {
    Type: type ?? '',
    RollingUpdate: rollingUpdate ? goRolling(rollingUpdate) : null,
  };
  return [invalid(STRATEGY, strategy, "must be 'RollingUpdate' or 'OnDelete'")];
}

const POLICIES = ['Retain', 'Delete'];
const RETENTION = 'spec.persistentVolumeClaimRetentionPolicy';

const validateRetention = (policy: ClaimRetentionPolicy | undefined): FieldErrors =>
  (['whenDeleted', 'whenScaled'] as const).flatMap((when) => {
    const value = policy?.[when];
    const isKnown = value === undefined || POLICIES.includes(value);
    return isKnown ? none : [notSupported(`${RETENTION}.${when}`, value, POLICIES)];
  });

function validateManagement(policy: string | undefined): FieldErrors {
  if (policy === 'OrderedReady' || policy === 'Parallel') return none;
  const why = "must be 'OrderedReady' or 'Parallel'";
  return [invalid('spec.podManagementPolicy', policy ?? '', why)];
}

/** The template as its pods will have it: named by the controller, with a volume for each claim. */
const completed = memoised((spec: StatefulSetSpec): PodTemplateSpec => {
  const { template, volumeClaimTemplates = [] } = spec;
  const { hostname, subdomain, volumes = [], ...rest } = template.spec ?? { containers: [] };
  if (hostname === undefined && subdomain === undefined && volumeClaimTemplates.length === 0) {
    return template;
  }
  const claims = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? '');
  const added = claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const kept = volumes.filter(({ name }) => !claims.includes(name));
  return { ...template, spec: { ...rest, volumes: [...added, ...kept] } };
});

function validateTemplateOf(spec: StatefulSetSpec): FieldErrors {
  const matcher = compiledSelector(spec.selector);
  if (!matcher) return [invalid('spec.selector', spec.selector, '')];
  return [
    ...validateTemplateLabels(matcher, spec.template.metadata?.labels),
    ...validateTemplate(completed(spec)),
  ];
}

/** Claim templates: only of a new StatefulSet, for no update may change them. */
const validateClaims = ({ volumeClaimTemplates }: StatefulSetSpec): FieldErrors =>
  eachItem('spec.volumeClaimTemplates', volumeClaimTemplates, ({ spec = {} }, field) =>
    validateClaimSpec(`${field}.spec`, spec),
  );

const validateServiceName = ({ serviceName }: StatefulSetSpec): FieldErrors =>
  serviceName ? each('spec.serviceName', serviceName, dns1123LabelErrors(serviceName)) : none;

/** `fixed`: errors of what only a new StatefulSet can be refused for, in their places. */
const validateSpec = (
  spec: StatefulSetSpec,
  fixed: { readonly claims: FieldErrors; readonly serviceName: FieldErrors },
): FieldErrors => [
  ...validateManagement(spec.podManagementPolicy),
  ...validateStrategy(spec.updateStrategy ?? {}),
  ...validateRetention(spec.persistentVolumeClaimRetentionPolicy),
  ...fixed.claims,
  ...nonNegative('spec.replicas', spec.replicas),
  ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
  ...nonNegative('spec.ordinals.start', spec.ordinals?.start),
  ...fixed.serviceName,
  ...validateSelector(spec.selector, 'statefulset'),
  ...validateTemplateOf(spec),
  ...validateEndless(spec.template, 'StatefulSet'),
];

export const validateStatefulSet = ({ metadata, spec }: StatefulSet): FieldErrors => [
  ...validateMetadata(metadata, true, labelName),
  ...validateSpec(spec, { claims: validateClaims(spec), serviceName: validateServiceName(spec) }),
];

const CHANGEABLE: ReadonlySet<string> = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]);
const FIXED_SPEC =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

const fixedPart = (spec: StatefulSetSpec): unknown =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !CHANGEABLE.has(name)));

export const validateStatefulSetUpdate = (next: StatefulSet, old: StatefulSet): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateSpec(next.spec, { claims: none, serviceName: none }),
  ...(isEqual(fixedPart(next.spec), fixedPart(old.spec)) ? none : [forbidden('spec', FIXED_SPEC)]),
];
