/** What claims use of a quota. Mirrors kubernetes pkg/quota/v1/evaluator/core/persistent_volume_claims.go. */
import { compareQuantities, parseQuantity } from '#apimachinery/quantity.ts';
import type { ResourceList } from '../pods/requests.ts';
import { classOf } from '../storage/classes.ts';
import type { PersistentVolumeClaim } from '../storage/types.ts';
import type { Evaluator } from './evaluator.ts';
import { matchesRequirement } from './scopes.ts';

const COUNT = 'count/persistentvolumeclaims';
const CLAIMS = 'persistentvolumeclaims';
const STORAGE = 'requests.storage';
const NAMES = [COUNT, CLAIMS, STORAGE];
const OF_CLASS = '.storageclass.storage.k8s.io/';

/** What was asked for, or what is already being made when that is more. */
function storageOf({ spec, status }: PersistentVolumeClaim): string | undefined {
  const asked = spec.resources?.requests?.['storage'];
  const allocated = status?.allocatedResources?.['storage'];
  if (asked === undefined || allocated === undefined) return asked;
  return compareQuantities(parseQuantity(allocated), parseQuantity(asked)) > 0 ? allocated : asked;
}

function usage(claim: PersistentVolumeClaim): ResourceList {
  const name = classOf(claim);
  const storage = storageOf(claim);
  const ofClass = (what: string, amount: string) =>
    name ? { [`${name}${OF_CLASS}${what}`]: amount } : {};
  return {
    [COUNT]: '1',
    [CLAIMS]: '1',
    ...ofClass(CLAIMS, '1'),
    ...(storage === undefined ? {} : { [STORAGE]: storage, ...ofClass(STORAGE, storage) }),
  };
}

/** The class of attributes that is asked for or in force. */
const attributesOf = ({ spec, status }: PersistentVolumeClaim): string | undefined =>
  spec.volumeAttributesClassName ?? status?.currentVolumeAttributesClassName;

export const claimEvaluator: Evaluator = {
  group: '',
  plural: CLAIMS,
  countsUpdate: () => true,
  matching: (names) =>
    names.filter(
      (name) =>
        NAMES.includes(name) ||
        name.endsWith(`${OF_CLASS}${STORAGE}`) ||
        name.endsWith(`${OF_CLASS}${CLAIMS}`),
    ),
  usage: (object) => usage(object as PersistentVolumeClaim),
  isInScope: (scope, object) =>
    scope.scopeName === 'VolumeAttributesClass' &&
    matchesRequirement(scope, attributesOf(object as PersistentVolumeClaim)),
  givesBack: (next, old) =>
    storageOf(next as PersistentVolumeClaim) !== storageOf(old as PersistentVolumeClaim),
};
