/** What an image is to the fake runtime: where it is found, how big it is, and what it does when run. */
import { createRandom, hash32 } from '#kernel/random.ts';
import type { WebRequest } from '#web/exchange.ts';

/** What the image's own process does when a container runs it. */
export type Behaviour =
  /** Runs until told to stop, then ends at once with `stopExitCode`. */
  | {
      readonly kind: 'serves';
      readonly stopExitCode: number;
      /** What it takes, when that is not what the image usually does. */
      readonly memoryBytes?: number;
      readonly output?: readonly string[];
      /** It ends by itself after so long. */
      readonly lastsMs?: number;
    }
  /** Ends at once. */
  | { readonly kind: 'ends'; readonly exitCode: number };

/** What a server answers to `GET path`. */
export interface Page {
  readonly status: number;
  readonly body: string;
  /** `text/html` when absent. */
  readonly contentType?: string;
}

/** What a server that answers each caller differently knows. */
export interface Visit {
  readonly request: WebRequest;
  /** Who asks: `10.244.1.7`. */
  readonly client: string;
  readonly hostname: string;
  /** Of the image that runs: `2.0`. */
  readonly tag: string;
  readonly podIP: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** The container's command and arguments. */
  readonly argv: readonly string[];
}

/** One repository with its tags. */
export interface Image {
  /** `docker.io/library/nginx` */
  readonly repository: string;
  readonly tags: readonly string[];
  readonly sizeBytes: (tag: string) => number;
  /** Digests that are known; others are made up, the same for the same name. */
  readonly digests?: Readonly<Record<string, string>>;
  /** Where it listens while it serves. */
  readonly ports: readonly number[];
  /** Programs that are the image's own process when named in `command` or `args`. */
  readonly programs: readonly string[];
  /** Whether it has a POSIX shell and its small tools. */
  readonly hasShell: boolean;
  /** Where it answers gRPC health checks. */
  readonly grpcPorts?: readonly number[];
  /** What its process takes at rest. */
  readonly memoryBytes?: number;
  /** What it does, given the container's environment and what it was called with. */
  readonly behaviour: (env: Readonly<Record<string, string>>, argv: readonly string[]) => Behaviour;
  /** What it prints on its way up. */
  readonly banner: readonly string[];
  readonly page?: (path: string) => Page;
  /** Its answer to a visitor, where a path does not say all; `page` then is what probes meet. */
  readonly answer?: (visit: Visit) => Page;
  /** Where it listens when its arguments say so; undefined: where it usually does. */
  readonly portsFor?: (
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
  ) => readonly number[] | undefined;
}

/** An image with a tag chosen, as a node stores it. */
export interface PulledImage {
  readonly image: Image;
  /** `docker.io/library/nginx:1.21` */
  readonly name: string;
  /** `docker.io/library/nginx@sha256:…` */
  readonly digest: string;
  readonly sizeBytes: number;
}

/** "serves until told to stop" is most servers' behaviour. */
export const servesUntilStopped =
  (stopExitCode = 0) =>
  (): Behaviour => ({ kind: 'serves', stopExitCode });

/** An image as it is stored on a node: the same digest for the same name in every cluster. */
export function pulledImage(image: Image, tag: string): PulledImage {
  const name = `${image.repository}:${tag}`;
  const digest = image.digests?.[tag] ?? createRandom(hash32(name)).hex(64);
  return {
    image,
    name,
    digest: `${image.repository}@sha256:${digest}`,
    sizeBytes: image.sizeBytes(tag),
  };
}
