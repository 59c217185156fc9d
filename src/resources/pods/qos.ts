/** A pod's quality of service class. Mirrors kubernetes pkg/apis/core/helper/qos/qos.go GetPodQOS. */
import { memoised } from '#apimachinery/intern.ts';
import { milliValue } from '#apimachinery/quantity.ts';
import type { PodSpec, ResourceRequirements } from './types.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';
const COMPUTE = ['cpu', 'memory'];

const asked = (resources: ResourceRequirements | undefined, side: 'requests' | 'limits') =>
  COMPUTE.filter((name) => milliValue(resources?.[side]?.[name] ?? '0') > 0);

const isGuaranteed = (resources: ResourceRequirements | undefined): boolean =>
  asked(resources, 'limits').length === COMPUTE.length &&
  COMPUTE.every((name) => {
    const { requests, limits } = resources ?? {};
    const limit = milliValue(limits?.[name] ?? '0');
    return milliValue(requests?.[name] ?? limits?.[name] ?? '0') === limit;
  });

/** Guaranteed: limits for cpu and memory everywhere, equal to the requests; BestEffort: neither anywhere. */
export const qosClass: (spec: PodSpec) => QosClass = memoised((spec: PodSpec): QosClass => {
  const holders = spec.resources
    ? [spec.resources]
    : [...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources);
  const isAsking = (resources: ResourceRequirements | undefined): boolean =>
    asked(resources, 'requests').length + asked(resources, 'limits').length > 0;
  if (!holders.some(isAsking)) return 'BestEffort';
  return holders.every(isGuaranteed) ? 'Guaranteed' : 'Burstable';
});
