/** The processes somebody inside a container sees: its own, those of a container it targets, of its pod, or of the host. */
import type { Pod } from '#resources/pod.ts';
import { type ContainerRecord, isRunning } from '../container.ts';
import type { Processes } from './world.ts';

interface SeenProcess {
  readonly pid: number;
  readonly command: string;
  /** The container it is the first process of. */
  readonly record?: ContainerRecord;
}

/** Between the first processes of two containers in one namespace. */
const PID_STEP = 7;

/** What runs on a node beside its pods. */
const HOST: readonly SeenProcess[] = [
  { pid: 1, command: '/sbin/init' },
  { pid: 218, command: '/usr/bin/containerd' },
  { pid: 305, command: '/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml' },
];
const PAUSE: readonly SeenProcess[] = [{ pid: 1, command: '/pause' }];

/** What `command` a container runs shows as in `ps`. */
const commandLine = ({ spec, run }: ContainerRecord): string =>
  [...(spec.command ?? []), ...(spec.args ?? [])].join(' ') ||
  (run?.image.image.programs[0] ?? 'sh');

/** Containers in the order they came, each with the next free number. */
function after(
  first: readonly SeenProcess[],
  records: readonly ContainerRecord[],
): readonly SeenProcess[] {
  const last = first.at(-1)?.pid ?? 1 - PID_STEP;
  return [
    ...first,
    ...records.map((record, at) => ({
      pid: last + (at + 1) * PID_STEP,
      command: commandLine(record),
      record,
    })),
  ];
}

function seenFrom(
  { spec }: Pod,
  records: readonly ContainerRecord[],
  own: ContainerRecord,
): readonly SeenProcess[] {
  const running = records.filter(isRunning);
  if (spec.hostPID) return after(HOST, running);
  if (spec.shareProcessNamespace) return after(PAUSE, running);
  const { targetContainerName: target } = own.spec as { readonly targetContainerName?: string };
  const targeted = running.find((record) => target && record.spec.name === target);
  return after([], targeted && targeted !== own ? [targeted, own] : [own]);
}

/** What `ps` lists and `kill` reaches from inside `own`. */
export function processesSeen(
  pod: Pod,
  records: readonly ContainerRecord[],
  own: ContainerRecord,
): Processes {
  return {
    list: () => seenFrom(pod, records, own),
    signal: (pid, name) => {
      const found = seenFrom(pod, records, own).find((one) => one.pid === pid);
      if (!found) return false;
      if (['TERM', 'QUIT', 'INT'].includes(name)) found.record?.run?.process?.stop();
      return true;
    },
  };
}
