/** What devices there are. Mirrors kubernetes pkg/apis/resource/validation/validation.go. */
import { invalid, required } from '#apimachinery/field-error.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import type { DeviceClass, ResourceSlice } from '../../devices/types.ts';
import { each, eachItem, type FieldErrors, immutable, none, present } from '../fields.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { validateDriverName } from '../storage/volume-source.ts';
import { twice, validateConfig, validateSelectors } from './claim.ts';

export const validateDeviceClass = ({ metadata, spec }: DeviceClass): FieldErrors => [
  ...validateMetadata(metadata, false, subdomainName),
  ...validateSelectors('spec.selectors', spec.selectors),
  ...validateConfig('spec.config', spec.config, () => none),
];

const PLACES = ['nodeName', 'nodeSelector', 'allNodes', 'perDeviceNodeSelection'] as const;

function validatePlace(spec: ResourceSlice['spec']): FieldErrors {
  const used = PLACES.filter((place) => spec[place] !== undefined && spec[place] !== false);
  const quoted = (names: readonly string[]): string =>
    names.map((name) => `\`${name}\``).join(', ');
  const why = `exactly one of ${quoted(PLACES)} is required`;
  if (used.length === 0) return [required('spec', why)];
  return used.length === 1
    ? none
    : [invalid('spec', `{${quoted(used)}}`, `${why}, but multiple fields are set`)];
}

export function validateSlice({ metadata, spec }: ResourceSlice): FieldErrors {
  const { name, generation = 0, resourceSliceCount: count = 0 } = spec.pool;
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...validateDriverName('spec.driver', spec.driver),
    ...present('spec.pool.name', name),
    ...(count > 0
      ? none
      : [invalid('spec.pool.resourceSliceCount', count, 'must be greater than zero')]),
    ...(generation >= 0
      ? none
      : [invalid('spec.pool.generation', generation, 'must be greater than or equal to zero')]),
    ...validatePlace(spec),
    ...eachItem('spec.devices', spec.devices, (device, at) =>
      each(`${at}.name`, device.name, dns1123LabelErrors(device.name)),
    ),
    ...twice('spec.devices', spec.devices, (device) => device.name),
  ];
}

export const validateSliceUpdate = (
  { spec: next }: ResourceSlice,
  { spec: old }: ResourceSlice,
): FieldErrors => [
  ...immutable('spec.driver', next.driver, old.driver),
  ...immutable('spec.pool.name', next.pool.name, old.pool.name),
  ...immutable('spec.nodeName', next.nodeName, old.nodeName),
];
