/** What CSI drivers, nodes and attachers say of themselves. Mirrors kubernetes pkg/apis/storage/validation/validation.go. */
import { isEqual } from '#apimachinery/equality.ts';
import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors, qualifiedNameErrors } from '#apimachinery/names.ts';
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type {
  CsiDriver,
  CsiDriverSpec,
  CsiNode,
  CsiStorageCapacity,
  VolumeAttachment,
  VolumeAttributesClass,
} from '../../storage/csi-types.ts';
import {
  each,
  eachItem,
  type FieldErrors,
  immutable,
  none,
  nonNegative,
  present,
} from '../fields.ts';
import { fixed as fixedStruct } from '../internal-diff.ts';
import { validateLabelSelector } from '../labels.ts';
import { type NameRule, subdomainName, validateMetadata } from '../metadata.ts';
import { validateParameters } from './class.ts';
import { validateDriverName } from './volume-source.ts';

const fixed = (field: string, next: unknown, old: unknown): FieldErrors =>
  isEqual(next, old) ? none : [forbidden(field, `updates to ${field} are forbidden.`)];

export function validateAttributesClass({
  metadata,
  driverName,
  parameters,
}: VolumeAttributesClass): FieldErrors {
  const name = driverName?.toLowerCase();
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...(name ? each('driverName', name, qualifiedNameErrors(name)) : [required('driverName')]),
    ...validateParameters('parameters', parameters, false),
  ];
}

export const validateAttributesClassUpdate = (
  next: VolumeAttributesClass,
  old: VolumeAttributesClass,
): FieldErrors => [
  ...fixed('driverName', next.driverName, old.driverName),
  ...fixed('parameters', next.parameters, old.parameters),
];

const GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType'];
const LIFECYCLES = ['Persistent', 'Ephemeral'];
const TEN_MINUTES = 600;
const MOST_SECONDS = 2 ** 32;

function validateTokens(requests: CsiDriverSpec['tokenRequests']): FieldErrors {
  const audiences = new Set<string>();
  return eachItem('spec.tokenRequests', requests, ({ audience, expirationSeconds }, at) => {
    if (audiences.has(audience)) return [duplicate(`${at}.audience`, audience)];
    audiences.add(audience);
    if (expirationSeconds === undefined) return none;
    const field = `${at}.expirationSeconds`;
    if (expirationSeconds < TEN_MINUTES) {
      return [invalid(field, expirationSeconds, 'may not specify a duration less than 10 minutes')];
    }
    return expirationSeconds > MOST_SECONDS
      ? [invalid(field, expirationSeconds, 'may not specify a duration larger than 2^32 seconds')]
      : none;
  });
}

export function validateCsiDriver({ metadata, spec }: CsiDriver): FieldErrors {
  const { fsGroupPolicy, nodeAllocatableUpdatePeriodSeconds: period, tokenRequests } = spec;
  const periodField = 'spec.nodeAllocatableUpdatePeriodSeconds';
  const inSecrets = spec.serviceAccountTokenInSecrets;
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...(fsGroupPolicy === undefined || GROUP_POLICIES.includes(fsGroupPolicy)
      ? none
      : [notSupported('spec.fsGroupPolicy', fsGroupPolicy, GROUP_POLICIES)]),
    ...validateTokens(tokenRequests),
    ...(spec.volumeLifecycleModes ?? [])
      .filter((mode) => !LIFECYCLES.includes(mode))
      .map((mode) => notSupported('spec.volumeLifecycleModes', mode, LIFECYCLES)),
    ...(period !== undefined && period < 10
      ? [invalid(periodField, period, 'must be greater than or equal to 10 seconds')]
      : none),
    ...(inSecrets !== undefined && !tokenRequests?.length
      ? [
          invalid(
            'spec.serviceAccountTokenInSecrets',
            inSecrets,
            'serviceAccountTokenInSecrets is set but no tokenRequests are specified',
          ),
        ]
      : none),
  ];
}

export const validateCsiDriverUpdate = (
  { spec: next }: CsiDriver,
  { spec: old }: CsiDriver,
): FieldErrors => [
  ...immutable('spec.attachedRequired', next.attachRequired, old.attachRequired),
  ...immutable('spec.volumeLifecycleModes', next.volumeLifecycleModes, old.volumeLifecycleModes),
];

const LONGEST_NODE_ID = 256;
type Driver = NonNullable<CsiNode['spec']['drivers']>[number];

function validateNodeId(field: string, id: string): FieldErrors {
  if (!id) return [required(field)];
  return id.length > LONGEST_NODE_ID
    ? [invalid(field, id, `must be ${LONGEST_NODE_ID} characters or less`)]
    : none;
}

function validateTopologyKeys(at: string, keys: readonly string[] | undefined): FieldErrors {
  const seen = new Set<string>();
  return (keys ?? []).flatMap((key) => {
    const isTaken = seen.has(key);
    seen.add(key);
    return [
      ...(key ? none : [required(at)]),
      ...(isTaken ? [duplicate(at, key)] : none),
      ...each(at, key, qualifiedNameErrors(key)),
    ];
  });
}

export function validateCsiNode({ metadata, spec }: CsiNode): FieldErrors {
  const names = new Set<string>();
  const drivers = eachItem('spec.drivers', spec.drivers, (driver: Driver, at) => {
    const isTaken = names.has(driver.name);
    names.add(driver.name);
    return [
      ...validateDriverName(`${at}.name`, driver.name),
      ...validateNodeId(`${at}.nodeID`, driver.nodeID),
      ...nonNegative(`${at}.allocatable.count`, driver.allocatable?.count),
      ...(isTaken ? [duplicate(`${at}.name`, driver.name)] : none),
      ...validateTopologyKeys(at, driver.topologyKeys),
    ];
  });
  return [...validateMetadata(metadata, false, subdomainName), ...drivers];
}

export const validateCsiNodeUpdate = (next: CsiNode, old: CsiNode): FieldErrors =>
  (old.spec.drivers ?? []).flatMap(({ allocatable: _was, ...before }) =>
    (next.spec.drivers ?? [])
      .filter(({ name }) => name === before.name)
      .flatMap(({ allocatable: _is, ...after }) =>
        fixedStruct('CSINodeDriver', after, before, 'spec.drivers'),
      ),
  );

/** A driver that manages capacity by topology names its objects as it likes, at most 253 letters. */
const capacityName: NameRule = (name, prefix) => subdomainName(name, prefix);

export function validateCapacity({
  metadata,
  nodeTopology,
  storageClassName,
  capacity,
}: CsiStorageCapacity): FieldErrors {
  const size = capacity === undefined ? undefined : parseQuantity(capacity);
  return [
    ...validateMetadata(metadata, true, capacityName),
    ...validateLabelSelector('nodeTopology', nodeTopology),
    ...each(
      'storageClassName',
      storageClassName ?? '',
      dns1123SubdomainErrors(storageClassName ?? ''),
    ),
    ...(size && size.nanos < 0n
      ? [invalid('capacity', printQuantity(size), 'must be greater than or equal to 0')]
      : none),
  ];
}

export const validateCapacityUpdate = (
  next: CsiStorageCapacity,
  old: CsiStorageCapacity,
): FieldErrors => [
  ...immutable('nodeTopology', next.nodeTopology, old.nodeTopology),
  ...immutable('storageClassName', next.storageClassName, old.storageClassName),
];

function validateAttached({ source }: VolumeAttachment['spec']): FieldErrors {
  const field = 'spec.source';
  const name = source.persistentVolumeName;
  const why = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';
  if (!source.inlineVolumeSpec && name === undefined) return [required(field, why)];
  if (source.inlineVolumeSpec && name !== undefined) return [forbidden(field, why)];
  if (name === undefined) return none;
  const at = `${field}.persistentVolumeName`;
  return name
    ? each(at, name, dns1123SubdomainErrors(name))
    : [required(at, 'must specify non empty persistentVolumeName')];
}

export const validateAttachment = ({ metadata, spec }: VolumeAttachment): FieldErrors => [
  ...validateMetadata(metadata, false, subdomainName),
  ...present('spec.attacher', spec.attacher),
  ...validateAttached(spec),
  ...each('spec.nodeName', spec.nodeName ?? '', dns1123SubdomainErrors(spec.nodeName ?? '')),
  ...validateDriverName('spec.attacher', spec.attacher),
];

export const validateAttachmentUpdate = (
  { spec: next }: VolumeAttachment,
  { spec: old }: VolumeAttachment,
): FieldErrors => fixedStruct('VolumeAttachmentSpec', next, old);
