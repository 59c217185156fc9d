/** Containers of generated workloads, named after their images. */
import type { JsonObject } from '#apimachinery/object.ts';

/**
 * The name a container gets from its image: "docker.io/library/nginx:1.21" ⇒ "nginx".
 * Differs: where upstream adds five random letters to a name with dots or underscores, ours adds none.
 */
export const containerName = (image: string): string =>
  (image.split('/').at(-1) ?? '').replace(/[:@].*$/, '').replaceAll(/[_.]/g, '-');

export interface ContainerOptions {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly port?: number | undefined;
  readonly env?: readonly JsonObject[];
  readonly extra?: JsonObject;
}

/** A container with the keys in Go's order, as `-o json` shows them. */
export const containerOf = (options: ContainerOptions): JsonObject => ({
  name: options.name,
  image: options.image,
  ...(options.command?.length ? { command: options.command } : {}),
  ...(options.args?.length ? { args: options.args } : {}),
  ...(options.port === undefined ? {} : { ports: [{ containerPort: options.port }] }),
  ...(options.env?.length ? { env: options.env } : {}),
  resources: {},
  ...options.extra,
});
