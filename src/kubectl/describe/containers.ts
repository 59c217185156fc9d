/** The containers of a pod or a template, each with its state, limits, probes, environment and mounts. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import { type FieldResolver, writeEnvironment, writeEnvironmentSources } from './environment.ts';
import type { PrefixWriter } from './prefix-writer.ts';
import { probeText } from './probe-text.ts';
import { longTime } from './time-text.ts';

type Container = Immutable<v1.Container>;
type ContainerStatus = Immutable<v1.ContainerStatus>;
type ContainerState = Immutable<v1.ContainerState>;

export interface ContainersOptions {
  /** `Containers`, `Init Containers` */
  readonly label: string;
  readonly statuses?: readonly ContainerStatus[] | undefined;
  readonly resolve?: FieldResolver | undefined;
  /** The indent inside a pod template. */
  readonly space: string;
}

const portsText = (
  container: Container,
  number: (port: Immutable<v1.ContainerPort>) => number,
): string =>
  (container.ports ?? [])
    .map((port) => {
      const text = `${number(port)}/${port.protocol ?? ''}`;
      return port.name ? `${text} (${port.name})` : text;
    })
    .join(', ');

function writePorts(w: PrefixWriter, title: string, text: string): void {
  w.write(2, `${text.includes(',') ? `${title}s` : title}:\t${text || '<none>'}\n`);
}

function writeBasics(
  w: PrefixWriter,
  container: Container,
  status: ContainerStatus | undefined,
  space: string,
): void {
  w.write(1, `${space ? ' ' : ''}${container.name}:\n`);
  if (status) w.write(2, `Container ID:\t${status.containerID ?? ''}\n`);
  w.write(2, `Image:\t${container.image ?? ''}\n`);
  if (status) w.write(2, `Image ID:\t${status.imageID ?? ''}\n`);
  writePorts(
    w,
    'Port',
    portsText(container, (port) => port.containerPort),
  );
  writePorts(
    w,
    'Host Port',
    portsText(container, (port) => port.hostPort ?? 0),
  );
  const seccomp = container.securityContext?.seccompProfile;
  if (!seccomp) return;
  w.write(2, `SeccompProfile:\t${seccomp.type}\n`);
  if (seccomp.type === 'Localhost')
    w.write(3, `LocalhostProfile:\t${seccomp.localhostProfile ?? ''}\n`);
}

function writeWords(w: PrefixWriter, title: string, words: readonly string[] | undefined): void {
  if (!words?.length) return;
  w.write(2, `${title}:\n`);
  for (const line of words.flatMap((word) => word.split('\n'))) w.write(3, `${line}\n`);
}

function writeTerminated(
  w: PrefixWriter,
  terminated: Immutable<v1.ContainerStateTerminated>,
): void {
  if (terminated.reason) w.write(3, `Reason:\t${terminated.reason}\n`);
  if (terminated.message) w.write(3, `Message:\t${terminated.message}\n`);
  w.write(3, `Exit Code:\t${terminated.exitCode}\n`);
  if (terminated.signal) w.write(3, `Signal:\t${terminated.signal}\n`);
  w.write(3, `Started:\t${longTime(terminated.startedAt)}\n`);
  w.write(3, `Finished:\t${longTime(terminated.finishedAt)}\n`);
}

function writeState(w: PrefixWriter, title: string, state: ContainerState | undefined): void {
  if (state?.running) {
    w.write(2, `${title}:\tRunning\n`);
    w.write(3, `Started:\t${longTime(state.running.startedAt)}\n`);
  } else if (state?.terminated) {
    w.write(2, `${title}:\tTerminated\n`);
    writeTerminated(w, state.terminated);
  } else {
    w.write(2, `${title}:\tWaiting\n`);
    if (state?.waiting?.reason) w.write(3, `Reason:\t${state.waiting.reason}\n`);
  }
}

function writeStatus(w: PrefixWriter, status: ContainerStatus): void {
  writeState(w, 'State', status.state);
  if (status.lastState?.terminated) writeState(w, 'Last State', status.lastState);
  w.write(2, `Ready:\t${status.ready ? 'True' : 'False'}\n`);
  w.write(2, `Restart Count:\t${status.restartCount ?? 0}\n`);
}

function writeResourceList(
  w: PrefixWriter,
  title: string,
  list: Readonly<Record<string, string>> | undefined,
  level: number,
): void {
  const names = Object.keys(list ?? {}).sort();
  if (names.length > 0) w.write(level, `${title}:\n`);
  for (const name of names) w.write(level + 1, `${name}:\t${list?.[name] ?? ''}\n`);
}

/** `Limits:` and `Requests:`, where there are any. */
export function writeResources(
  w: PrefixWriter,
  resources: Immutable<v1.ResourceRequirements> | undefined,
  level: number,
): void {
  writeResourceList(w, 'Limits', resources?.limits, level);
  writeResourceList(w, 'Requests', resources?.requests, level);
}

function writeProbes(w: PrefixWriter, container: Container): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) w.write(2, `Liveness:\t${probeText(livenessProbe)}\n`);
  if (readinessProbe) w.write(2, `Readiness:\t${probeText(readinessProbe)}\n`);
  if (startupProbe) w.write(2, `Startup:\t${probeText(startupProbe)}\n`);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function writeMounts(w: PrefixWriter, container: Container): void {
  const mounts = [...(container.volumeMounts ?? [])];
  const none = mounts.length === 0 ? '\t<none>' : '';
  w.write(2, `Mounts:${none}\n`);
  for (const mount of mounts.sort((a, b) => byText(a.mountPath, b.mountPath))) {
    const flags = [mount.readOnly ? 'ro' : 'rw'];
    if (mount.subPath) flags.push(`path=${JSON.stringify(mount.subPath)}`);
    w.write(3, `${mount.mountPath} from ${mount.name} (${flags.join(',')})\n`);
  }
  const devices = [...(container.volumeDevices ?? [])];
  if (devices.length === 0) return;
  w.write(2, `Devices:${none}\n`);
  for (const device of devices.sort((a, b) => byText(a.devicePath, b.devicePath)))
    w.write(3, `${device.devicePath} from ${device.name}\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeContainers. */
export function writeContainers(
  w: PrefixWriter,
  containers: readonly Container[] | undefined,
  { label, statuses, resolve, space }: ContainersOptions,
): void {
  w.write(0, `${space}${label}:${containers?.length ? '' : ' <none>'}\n`);
  for (const container of containers ?? []) {
    const status = statuses?.find(({ name }) => name === container.name);
    writeBasics(w, container, status, space);
    writeWords(w, 'Command', container.command);
    writeWords(w, 'Args', container.args);
    if (status) writeStatus(w, status);
    writeResources(w, container.resources, 2);
    writeProbes(w, container);
    writeEnvironmentSources(w, container);
    writeEnvironment(w, container, resolve);
    writeMounts(w, container);
  }
}
