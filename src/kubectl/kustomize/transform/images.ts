/** `images`: new names, tags and digests for images. Mirrors api filters/imagetag and internal/image. */
import { KubectlError } from '../../errors.ts';
import { changeField, type FieldSpec } from '../field-spec.ts';
import type { Image } from '../kustomization.ts';
import { fieldOf, isPresent, type Node } from '../node.ts';
import type { Transformer } from './transformer.ts';

interface ImageParts {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** "host:5000/nginx:1.21@sha256:ab" ⇒ its parts; a colon before the first slash is a port. */
function splitImage(image: string): ImageParts {
  const slash = Math.max(image.indexOf('/'), 0);
  const at = image.indexOf('@', slash);
  const colon = image.indexOf(':', slash);
  if (at < 0 && colon < 0) return { name: image, tag: '', digest: '' };
  if (at >= 0 && (at < colon || colon < 0))
    return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  const end = at < 0 ? image.length : at;
  return {
    name: image.slice(0, colon),
    tag: image.slice(colon + 1, end),
    digest: at < 0 ? '' : image.slice(at + 1),
  };
}

/** The name of an entry is a pattern. */
function isMeant(image: string, name: string): boolean {
  try {
    return new RegExp(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`).test(image);
  } catch {
    return false;
  }
}

/** `nginx:1.21` and newTag 1.22 ⇒ `nginx:1.22` */
function changedImage(image: string, change: Image): string {
  const parts = splitImage(image);
  const { newTag = '', digest: newDigest = '', tagSuffix = '' } = change;
  let { tag, digest } = parts;
  if (newTag || newDigest) {
    tag = newTag;
    digest = newDigest;
  } else if (tagSuffix) {
    tag += tagSuffix;
    digest = '';
  }
  const name = change.newName || parts.name;
  return `${name}${tag && `:${tag}`}${digest && `@${digest}`}`;
}

function setImage(node: Node, change: Image): void {
  if (!isPresent(node)) return;
  if (node.kind !== 'scalar')
    throw new KubectlError(
      `wrong node kind: expected ScalarNode but got ${node.kind === 'map' ? 'MappingNode' : 'SequenceNode'}`,
    );
  if (isMeant(node.text, change.name ?? '')) node.text = changedImage(node.text, change);
}

/** Every `containers` and `initContainers` anywhere in an object. */
function visitContainers(node: Node | undefined, visit: (image: Node) => void): void {
  if (node?.kind === 'list') for (const item of node.items) visitContainers(item, visit);
  if (node?.kind !== 'map') return;
  for (const [key, value] of node.fields) {
    visitContainers(value, visit);
    if ((key !== 'containers' && key !== 'initContainers') || value.kind !== 'list') continue;
    for (const item of value.items) {
      const image = fieldOf(item, 'image');
      if (image) visit(image);
    }
  }
}

export const imageTransformer = (change: Image, specs: readonly FieldSpec[]): Transformer => ({
  name: 'ImageTagTransformer',
  transform(set) {
    const objects = set.resources.filter(({ kind }) => kind !== 'CustomResourceDefinition');
    for (const { node } of objects) visitContainers(node, (image) => setImage(image, change));
    for (const { node } of objects)
      for (const spec of specs)
        if (node) changeField(node, spec, { set: (image) => setImage(image, change) });
  },
});
