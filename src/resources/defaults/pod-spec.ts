/** Defaults of a pod's spec, in pods and in templates. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_PodSpec and SetDefaults_Pod. */
import { memoised } from '#apimachinery/intern.ts';
import type { Container, EphemeralContainer, PodSpec, PodTemplateSpec } from '../pods/types.ts';
import { defaultContainer } from './container.ts';
import { defaultVolume } from './volume.ts';
import { mapShared, replaced, withDefaults } from './with-defaults.ts';

/** The deprecated `serviceAccount` always says what `serviceAccountName` says. */
function serviceAccount(spec: PodSpec): PodSpec {
  const name = spec.serviceAccountName || spec.serviceAccount;
  return name ? replaced(replaced(spec, 'serviceAccountName', name), 'serviceAccount', name) : spec;
}

const defaultEphemeral = (container: EphemeralContainer): EphemeralContainer =>
  defaultContainer(container as Container) as EphemeralContainer;

/** What templates and pods have in common; remembered by identity. */
const defaultPodSpec: (spec: PodSpec) => PodSpec = memoised((spec: PodSpec) => {
  let next = withDefaults(serviceAccount(spec), {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    containers: [],
  });
  next = replaced(next, 'containers', mapShared(next.containers, defaultContainer));
  next = replaced(next, 'initContainers', mapShared(next.initContainers, defaultContainer));
  next = replaced(
    next,
    'ephemeralContainers',
    mapShared(next.ephemeralContainers, defaultEphemeral),
  );
  return replaced(next, 'volumes', mapShared(next.volumes, defaultVolume));
});

/** A container that has a limit but no request asks for its limit. */
function requestLimits(container: Container): Container {
  const { limits, requests } = container.resources ?? {};
  if (!limits) return container;
  const asked = withDefaults(requests ?? {}, limits);
  return asked === requests
    ? container
    : { ...container, resources: { ...container.resources, requests: asked } };
}

/** With hostNetwork a container's port is the node's port. */
const hostPorts = (container: Container): Container =>
  replaced(
    container,
    'ports',
    mapShared(container.ports, (port) => withDefaults(port, { hostPort: port.containerPort })),
  );

/** A pod's own spec: also what only pods get; remembered by identity. */
export const defaultOwnPodSpec: (spec: PodSpec) => PodSpec = memoised((spec: PodSpec) => {
  let next = withDefaults(defaultPodSpec(spec), { enableServiceLinks: true });
  next = replaced(next, 'containers', mapShared(next.containers, requestLimits));
  next = replaced(next, 'initContainers', mapShared(next.initContainers, requestLimits));
  if (!next.hostNetwork) return next;
  next = replaced(next, 'containers', mapShared(next.containers, hostPorts));
  return replaced(next, 'initContainers', mapShared(next.initContainers, hostPorts));
});

/** A template with its pod spec filled in; remembered by identity. */
export const defaultTemplate: (template: PodTemplateSpec) => PodTemplateSpec = memoised(
  (template: PodTemplateSpec) =>
    replaced(template, 'spec', defaultPodSpec(template.spec ?? { containers: [] })),
);
