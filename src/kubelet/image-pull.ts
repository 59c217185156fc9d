/** Images of a node: what is there, how long a pull takes, and what a registry answers. */
import type { Clock, Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import type { Random } from '#kernel/random.ts';
import { type ImageName, printImageName } from './image-name.ts';
import type { PulledImage } from './images/image.ts';
import { findImage, images } from './images/index.ts';

/** How a pull ended: the image, or the runtime's error. */
export type PullResult =
  | { readonly image: PulledImage; readonly error?: never }
  | { readonly error: string; readonly image?: never };

export interface ImageStore {
  /** The image when it is on the node. */
  find(name: ImageName): PulledImage | undefined;
  /** Whether the last pull of this name was of an image that exists anywhere. */
  pull(name: ImageName, onEnd: (result: PullResult) => void): void;
  list(): readonly PulledImage[];
  /** Grows with each new image. */
  readonly version: number;
  /** How much longer pulls take from now on: 1 as usual. */
  setSlowness(factor: number): void;
  /** The power is cut: no images, no pulls. */
  clear(): void;
}

/** Asking a registry takes about as long as downloading a small image. */
const REGISTRY_MS = latency.imagePullMs - 150;
const MS_PER_MEGABYTE = 2.2;
const JITTER_MS = 60;

const KNOWN_REGISTRIES = new Set([
  'docker.io',
  'registry.k8s.io',
  'quay.io',
  'ghcr.io',
  'gcr.io',
  'k8s.gcr.io',
  'mcr.microsoft.com',
]);

/** What containerd says of an image that cannot be had. */
function pullError(name: ImageName): string {
  const image = printImageName(name);
  const head = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": `;
  if (!KNOWN_REGISTRIES.has(name.registry)) {
    const url = `https://${name.registry}/v2/${name.path}/manifests/${name.tag || name.digest}`;
    const host = name.registry.replace(/:\d+$/, '');
    return `rpc error: code = Unknown desc = ${head}failed to do request: Head "${url}": dial tcp: lookup ${host}: no such host`;
  }
  const exists = images.some(({ repository }) => repository === `${name.registry}/${name.path}`);
  return exists || name.registry !== 'docker.io'
    ? `rpc error: code = NotFound desc = ${head}${image}: not found`
    : `rpc error: code = Unknown desc = ${head}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
}

/** The images of one node. Pulls of one image share one download; pulls of different images run side by side. */
export function createImageStore(clock: Clock, random: Random): ImageStore {
  const present = new Map<string, PulledImage>();
  const running = new Map<string, { timer: Timer; waiters: Array<(result: PullResult) => void> }>();
  let version = 0;
  let slowness = 1;

  const finish = (key: string, name: ImageName): void => {
    const found = findImage(name);
    const waiters = running.get(key)?.waiters ?? [];
    running.delete(key);
    if (found && !present.has(key)) {
      present.set(key, found);
      version += 1;
    }
    const result: PullResult = found ? { image: found } : { error: pullError(name) };
    for (const waiter of waiters) waiter(result);
  };

  const pull = (name: ImageName, onEnd: (result: PullResult) => void): void => {
    const key = printImageName(name);
    const shared = running.get(key);
    if (shared) {
      shared.waiters.push(onEnd);
      return;
    }
    const found = present.has(key) ? undefined : findImage(name);
    const downloadMs = found ? (found.sizeBytes / 1e6) * MS_PER_MEGABYTE : 0;
    const usualMs = REGISTRY_MS + downloadMs + random.integer(JITTER_MS);
    const tookMs = Math.round(usualMs * slowness);
    const timer = clock.after(tookMs, () => finish(key, name));
    running.set(key, { timer, waiters: [onEnd] });
  };

  return {
    find: (name) => present.get(printImageName(name)),
    pull,
    setSlowness: (factor) => {
      slowness = factor;
    },
    list: () => [...present.values()],
    get version() {
      return version;
    },
    clear: () => {
      for (const { timer } of running.values()) timer.cancel();
      running.clear();
      present.clear();
      version += 1;
    },
  };
}
