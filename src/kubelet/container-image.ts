/** Makes sure a container's image is on the node. Mirrors kubernetes pkg/kubelet/images/image_manager.go EnsureImageExists. */
import { printGoDuration } from '#apimachinery/duration.ts';
import { memoised } from '#apimachinery/intern.ts';
import { assert } from '#kernel/assert.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerRecord, WaitingReason } from './container.ts';
import type { ContainerSpec } from './container-spec.ts';
import { containerEvent } from './events.ts';
import { type ImageName, parseImageName } from './image-name.ts';
import type { PullResult } from './image-pull.ts';
import type { PulledImage } from './images/image.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { Steps } from './steps.ts';

/** The image, or why the container waits for it. */
export type EnsuredImage =
  | { readonly image: PulledImage; readonly waiting?: never }
  | { readonly image?: never; readonly waiting: WaitingReason };

/** Remembers, per back-off key, what the last failed pull said. */
const lastErrors = new WeakMap<NodeRuntime, Map<string, string>>();
const errorsOf = (node: NodeRuntime): Map<string, string> => {
  const known = lastErrors.get(node) ?? new Map<string, string>();
  lastErrors.set(node, known);
  return known;
};

function invalidName(node: NodeRuntime, pod: Pod, record: ContainerRecord): EnsuredImage {
  const image = record.spec.image ?? '';
  const why = /[A-Z]/.test(image.replace(/[:@].*$/, ''))
    ? `invalid reference format: repository name (library/${image.replace(/[:@].*$/, '')}) must be lowercase`
    : 'invalid reference format';
  const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${why}`;
  containerEvent(node.events, pod, record, 'Warning', 'InspectFailed', message);
  return { waiting: { reason: 'InvalidImageName', message } };
}

function backingOff(
  node: NodeRuntime,
  pod: Pod,
  record: ContainerRecord,
  key: string,
): EnsuredImage {
  const message = `Back-off pulling image "${record.spec.image ?? ''}"`;
  containerEvent(node.events, pod, record, 'Normal', 'BackOff', message);
  const error = errorsOf(node).get(key);
  return {
    waiting: { reason: 'ImagePullBackOff', message: error ? `${message}: ${error}` : message },
  };
}

function* pullFromRegistry(node: NodeRuntime, name: ImageName): Steps<PullResult> {
  const ended: PullResult[] = [];
  yield (resume) =>
    node.images.pull(name, (result) => {
      ended.push(result);
      resume();
    });
  const [result] = ended;
  assert(result, 'a pull that resumes has ended');
  return result;
}

function* pull(
  node: NodeRuntime,
  pod: Pod,
  record: ContainerRecord,
  name: ImageName,
): Steps<EnsuredImage> {
  const image = record.spec.image ?? '';
  const key = `${pod.metadata.uid}/${image}`;
  if (node.imageBackOff.isWaitingSinceUpdate(key)) return backingOff(node, pod, record, key);
  containerEvent(node.events, pod, record, 'Normal', 'Pulling', pullingMessage(record.spec));
  const startMs = node.clock.now();
  const result = yield* pullFromRegistry(node, name);
  if (result.error !== undefined) {
    const failed = `Failed to pull image "${image}": ${result.error}`;
    containerEvent(node.events, pod, record, 'Warning', 'Failed', failed);
    node.imageBackOff.next(key, node.clock.now());
    errorsOf(node).set(key, `ErrImagePull: ${result.error}`);
    return { waiting: { reason: 'ErrImagePull', message: result.error } };
  }
  const took = printGoDuration(node.clock.now() - startMs);
  const pulled = `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${result.image.sizeBytes} bytes.`;
  containerEvent(node.events, pod, record, 'Normal', 'Pulled', pulled);
  return { image: result.image };
}

/** The same for all pods of a template, which share the container's spec. */
const imageNameOf = memoised(({ image = '' }: ContainerSpec) => parseImageName(image));
const pullingMessage = memoised(({ image = '' }: ContainerSpec) => `Pulling image "${image}"`);
const presentMessage = memoised(
  ({ image = '' }: ContainerSpec) =>
    `Container image "${image}" already present on machine and can be accessed by the pod`,
);

/** The image of a container, pulled as its policy says. */
export function* ensureImage(
  node: NodeRuntime,
  pod: Pod,
  record: ContainerRecord,
): Steps<EnsuredImage> {
  const image = record.spec.image ?? '';
  const policy = record.spec.imagePullPolicy ?? 'IfNotPresent';
  const name = imageNameOf(record.spec);
  if (!name) return invalidName(node, pod, record);
  const present = policy === 'Always' ? undefined : node.images.find(name);
  if (present) {
    containerEvent(node.events, pod, record, 'Normal', 'Pulled', presentMessage(record.spec));
    return { image: present };
  }
  if (policy === 'Never') {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    containerEvent(node.events, pod, record, 'Warning', 'ErrImageNeverPull', message);
    return { waiting: { reason: 'ErrImageNeverPull', message } };
  }
  return yield* pull(node, pod, record, name);
}
