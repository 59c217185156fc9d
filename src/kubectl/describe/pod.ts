/** `kubectl describe pod` */

import type { KubeObject } from '#apimachinery/object.ts';
import type { Event } from '#resources/event.ts';
import type { Pod } from '#resources/pod.ts';
import { writeContainers, writeResources } from './containers.ts';
import { type Describer, searchEvents } from './describer.ts';
import { fieldResolver } from './environment.ts';
import { writeEvents } from './events.ts';
import { writeController, writeLabels, writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { writeTolerations, writeTopologySpread } from './scheduling.ts';
import { ageOf, longTime } from './time-text.ts';
import { writeVolumes } from './volumes.ts';

function writePlace(w: PrefixWriter, { spec, status }: Pod): void {
  if (spec.priority !== undefined) w.write(0, `Priority:\t${spec.priority}\n`);
  if (spec.priorityClassName) w.write(0, `Priority Class Name:\t${spec.priorityClassName}\n`);
  if (spec.runtimeClassName) w.write(0, `Runtime Class Name:\t${spec.runtimeClassName}\n`);
  if (spec.serviceAccountName) w.write(0, `Service Account:\t${spec.serviceAccountName}\n`);
  w.write(0, `Node:\t${spec.nodeName ? `${spec.nodeName}/${status?.hostIP ?? ''}` : '<none>'}\n`);
  if (status?.startTime) w.write(0, `Start Time:\t${longTime(status.startTime)}\n`);
}

function writePhase(w: PrefixWriter, { metadata, status }: Pod, nowMs: number): void {
  const isOver = status?.phase === 'Failed' || status?.phase === 'Succeeded';
  if (metadata.deletionTimestamp && !isOver) {
    w.write(0, `Status:\tTerminating (lasts ${ageOf(metadata.deletionTimestamp, nowMs)})\n`);
    w.write(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s\n`);
  } else {
    w.write(0, `Status:\t${status?.phase ?? ''}\n`);
  }
  if (status?.reason) w.write(0, `Reason:\t${status.reason}\n`);
  if (status?.message) w.write(0, `Message:\t${status.message}\n`);
}

function writeAddresses(w: PrefixWriter, { status }: Pod): void {
  w.write(0, `IP:\t${status?.podIP ?? ''}\n`);
  const addresses = status?.podIPs ?? [];
  w.write(0, addresses.length === 0 ? 'IPs:\t<none>\n' : 'IPs:\n');
  for (const { ip } of addresses) w.write(1, `IP:\t${ip ?? ''}\n`);
}

function writeAllContainers(w: PrefixWriter, pod: Pod): void {
  const { spec, status } = pod;
  const resolve = fieldResolver(pod);
  if (spec.initContainers?.length)
    writeContainers(w, spec.initContainers, {
      label: 'Init Containers',
      statuses: status?.initContainerStatuses,
      resolve,
      space: '',
    });
  writeContainers(w, spec.containers, {
    label: 'Containers',
    statuses: status?.containerStatuses,
    resolve,
    space: '',
  });
  if (spec.ephemeralContainers?.length)
    writeContainers(w, spec.ephemeralContainers, {
      label: 'Ephemeral Containers',
      statuses: status?.ephemeralContainerStatuses,
      resolve,
      space: '',
    });
}

function writeConditions(w: PrefixWriter, { spec, status }: Pod): void {
  const conditions = status?.conditions ?? [];
  if (spec.readinessGates?.length) {
    w.write(0, 'Readiness Gates:\n  Type\tStatus\n');
    for (const { conditionType } of spec.readinessGates) {
      const met = conditions.find(({ type }) => type === conditionType)?.status ?? '<none>';
      w.write(1, `${conditionType} \t${met} \n`);
    }
  }
  if (conditions.length === 0) return;
  w.write(0, 'Conditions:\n  Type\tStatus\n');
  for (const { type, status: met } of conditions) w.write(1, `${type} \t${met} \n`);
}

function writeSeccomp(w: PrefixWriter, { spec }: Pod): void {
  const profile = spec.securityContext?.seccompProfile;
  if (!profile) return;
  w.write(0, `SeccompProfile:\t${profile.type}\n`);
  if (profile.type === 'Localhost')
    w.write(0, `LocalhostProfile:\t${profile.localhostProfile ?? ''}\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describePod. */
export const describePod = (
  pod: Pod,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { spec, status } = pod;
    writeName(w, pod);
    writePlace(w, pod);
    writeLabelsAndAnnotations(w, pod);
    writePhase(w, pod, nowMs);
    writeSeccomp(w, pod);
    writeAddresses(w, pod);
    writeController(w, pod);
    if (status?.nominatedNodeName) w.write(0, `NominatedNodeName:\t${status.nominatedNodeName}\n`);
    if (spec.resources) {
      w.write(0, 'Resources:\n');
      writeResources(w, spec.resources, 1);
    }
    writeAllContainers(w, pod);
    writeConditions(w, pod);
    writeVolumes(w, spec.volumes, '');
    w.write(0, `QoS Class:\t${status?.qosClass ?? 'BestEffort'}\n`);
    writeLabels(w, 'Node-Selectors', spec.nodeSelector);
    writeTolerations(w, 'Tolerations', spec.tolerations);
    writeTopologySpread(w, spec.topologySpreadConstraints, '');
    writeEvents(w, events, nowMs);
  });

/** Events are searched without a kind, as upstream does for pods (mirror pods have two). */
export const podDescriber: Describer = {
  group: '',
  kind: 'Pod',
  describe: async (world, object: KubeObject) => {
    const { name, namespace = '', uid } = object.metadata;
    const events = await searchEvents(world, { name, namespace, uid });
    return describePod(object as Pod, events, world.nowMs);
  },
};
