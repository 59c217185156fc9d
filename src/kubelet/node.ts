/** The Node object a kubelet registers, and the status it keeps. Mirrors kubernetes pkg/kubelet/nodestatus/setters.go. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Draft, Immutable } from '#apimachinery/object.ts';
import { printTime } from '#apimachinery/time.ts';
import { createRandom, hash32 } from '#kernel/random.ts';
import type { Node } from '#resources/node.ts';
import type { PulledImage } from './images/image.ts';
import { type Pressure, scarceWords } from './pressure.ts';

const KUBELET_VERSION = 'v1.35.4';
/** No more images than this are named in a Node's status, the largest first. */
const MAX_IMAGES = 50;

/** What a node has. */
export interface NodeCapacity {
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
  readonly ephemeralStorage: string;
}

export const DEFAULT_CAPACITY: NodeCapacity = {
  cpu: '4',
  memory: '8Gi',
  pods: 110,
  ephemeralStorage: '100Gi',
};

type Condition = Immutable<v1.NodeCondition>;

type NodeVerdict = Omit<Condition, 'lastHeartbeatTime' | 'lastTransitionTime'>;

const VERDICTS: readonly NodeVerdict[] = [
  {
    type: 'MemoryPressure',
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  {
    type: 'DiskPressure',
    status: 'False',
    reason: 'KubeletHasNoDiskPressure',
    message: 'kubelet has no disk pressure',
  },
  {
    type: 'PIDPressure',
    status: 'False',
    reason: 'KubeletHasSufficientPID',
    message: 'kubelet has sufficient PID available',
  },
  {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  },
];

/** What is said of a shortage while there is one. */
function strained(verdict: NodeVerdict, pressure: Pressure): NodeVerdict {
  const scarce = (['memory', 'disk'] as const).find(
    (one) => scarceWords[one].condition === verdict.type && pressure.isUnder(one),
  );
  if (!scarce) return verdict;
  const { reason, message } = scarceWords[scarce].short;
  return { type: verdict.type, status: 'True', reason, message };
}

/** The four conditions now; a status that did not change keeps its time. Others' conditions are kept. */
export function nodeConditions(
  before: readonly Condition[] | undefined,
  nowMs: number,
  pressure?: Pressure,
): readonly Condition[] {
  const now = printTime(nowMs);
  const verdicts = pressure ? VERDICTS.map((one) => strained(one, pressure)) : VERDICTS;
  const own = verdicts.map((verdict) => {
    const old = before?.find(({ type }) => type === verdict.type);
    const since = old?.status === verdict.status ? old.lastTransitionTime : undefined;
    return { ...verdict, lastHeartbeatTime: now, lastTransitionTime: since ?? now };
  });
  const others = (before ?? []).filter(({ type }) => !VERDICTS.some((one) => one.type === type));
  return [...others, ...own];
}

/** Images as a Node's status lists them: by digest and by tag, the largest first. */
export function nodeImages(
  images: readonly PulledImage[],
): readonly Immutable<v1.ContainerImage>[] {
  return [...images]
    .sort((a, b) => b.sizeBytes - a.sizeBytes || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_IMAGES)
    .map(({ name, digest, sizeBytes }) => ({ names: [digest, name], sizeBytes }));
}

function machine(name: string): Immutable<v1.NodeSystemInfo> {
  const random = createRandom(hash32(`machine/${name}`));
  return {
    architecture: 'amd64',
    bootID: random.uid(),
    containerRuntimeVersion: 'containerd://2.1.4',
    kernelVersion: '6.1.0-37-amd64',
    kubeProxyVersion: '',
    kubeletVersion: KUBELET_VERSION,
    machineID: random.hex(32),
    operatingSystem: 'linux',
    osImage: 'Debian GNU/Linux 12 (bookworm)',
    systemUUID: random.uid(),
  };
}

/** The status a node starts with. */
export function initialStatus(
  name: string,
  ip: string,
  capacity: NodeCapacity,
  nowMs: number,
): Node['status'] {
  const resources = {
    cpu: capacity.cpu,
    'ephemeral-storage': capacity.ephemeralStorage,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: capacity.memory,
    pods: String(capacity.pods),
  };
  return {
    addresses: [
      { address: ip, type: 'InternalIP' },
      { address: name, type: 'Hostname' },
    ],
    allocatable: resources,
    capacity: resources,
    conditions: nodeConditions(undefined, nowMs),
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    nodeInfo: machine(name),
  };
}

/** The Node a kubelet registers when there is none of its name. */
export function initialNode(
  name: string,
  status: Node['status'],
  labels: Readonly<Record<string, string>>,
): Draft<Node> {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...labels,
      },
    },
    spec: {},
    status,
  };
}
