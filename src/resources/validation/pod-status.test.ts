import { describe, expect, it } from 'vitest';
import { printFieldError } from '#apimachinery/field-error.ts';
import type { Pod, PodStatus } from '../pods/types.ts';
import { preparePodStatusUpdate, validatePodStatusUpdate } from './pod-status.ts';

const podWith = (status: Partial<PodStatus>, restartPolicy = 'Never'): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { restartPolicy, containers: [{ name: 'c', image: 'x' }] },
    status: { qosClass: 'BestEffort', ...status },
  }) as unknown as Pod;
const errorsOf = (next: Partial<PodStatus>, old: Partial<PodStatus> = {}, policy = 'Never') =>
  validatePodStatusUpdate(podWith(next, policy), podWith(old, policy)).map(printFieldError);

const ended = (exitCode: number) => [{ name: 'c', state: { terminated: { exitCode } } }];
const running = [{ name: 'c', state: { running: {} } }];

describe('a status of a pod', () => {
  /** As a 1.35.4 control plane answered. */
  it.each([
    [
      { qosClass: 'Guaranteed' },
      'status.qosClass: Invalid value: "Guaranteed": field is immutable',
    ],
    [
      { observedGeneration: -3 },
      'status.observedGeneration: Invalid value: -3: must be a non-negative integer',
    ],
    [
      { podIPs: [{ ip: '1.2.3' }] },
      'status.podIPs[0]: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      { podIPs: [{ ip: '1.2.3.4' }, { ip: '1.2.3.5' }] },
      'status.podIPs: Invalid value: [{"IP":"1.2.3.4"},{"IP":"1.2.3.5"}]: may specify no more than one IP for each IP family',
    ],
    [
      { hostIPs: [{ ip: '1.2.3.4' }] },
      'status.hostIPs[0].ip: Invalid value: "1.2.3.4": must be equal to `hostIP`',
    ],
    [
      { conditions: [{ type: 'Ready', status: 'True', observedGeneration: -1 }] },
      'status.conditions[0].observedGeneration: Invalid value: -1: must be a non-negative integer',
    ],
  ] as const)('%j is refused', (status, message) => {
    expect(errorsOf(status as unknown as Partial<PodStatus>)).toEqual([message]);
  });

  it('names a condition as names are', () => {
    const conditions = [{ type: 'bad type!', status: 'True' }];
    expect(errorsOf({ conditions })[0]).toMatch(/^status\.conditions\[0\]\.Type: Invalid value/);
    expect(errorsOf({ conditions: [{ type: 'example.com/ready', status: 'True' }] })).toEqual([]);
  });

  it('does not wake what ended for good', () => {
    const refusal = [
      'status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state',
    ];
    const statuses = (list: unknown) => ({ containerStatuses: list }) as Partial<PodStatus>;
    const said = (exitCode: number, policy: string) =>
      errorsOf(statuses(running), statuses(ended(exitCode)), policy);
    expect(said(0, 'Never')).toEqual(refusal);
    expect(said(1, 'Never')).toEqual(refusal);
    expect(said(0, 'OnFailure')).toEqual(refusal);
    expect(said(1, 'OnFailure')).toEqual([]);
    expect(said(0, 'Always')).toEqual([]);
  });

  it('keeps its class of service', () => {
    const { qosClass: _none, ...status } = podWith({}).status;
    const next = preparePodStatusUpdate({ ...podWith({}), status }, podWith({}));
    expect(next.status.qosClass).toBe('BestEffort');
  });
});
