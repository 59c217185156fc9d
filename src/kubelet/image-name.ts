/** Image names as people write them, and as registries know them. Mirrors distribution/reference ParseNormalizedNamed. */

export interface ImageName {
  /** `docker.io` */
  readonly registry: string;
  /** `library/nginx` */
  readonly path: string;
  /** Empty when only a digest is given. */
  readonly tag: string;
  readonly digest: string;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,}$/;

/** "nginx" ⇒ docker.io, library/nginx, latest; undefined when it is no image name. */
export function parseImageName(text: string): ImageName | undefined {
  const [named = '', digest = ''] = text.split('@', 2);
  if (digest && !DIGEST.test(digest)) return undefined;
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const repository = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : '';
  if (hasTag && !TAG.test(tag)) return undefined;

  const slash = repository.indexOf('/');
  const head = slash < 0 ? '' : repository.slice(0, slash);
  const hasRegistry = head.includes('.') || head.includes(':') || head === 'localhost';
  const registry = hasRegistry ? head : 'docker.io';
  const rest = hasRegistry ? repository.slice(slash + 1) : repository;
  if (!rest.split('/').every((part) => COMPONENT.test(part))) return undefined;
  const path = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  return { registry, path, tag: tag || (digest ? '' : 'latest'), digest };
}

/** "nginx:1.21" ⇒ "docker.io/library/nginx:1.21" */
export function printImageName({ registry, path, tag, digest }: ImageName): string {
  return `${registry}/${path}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
