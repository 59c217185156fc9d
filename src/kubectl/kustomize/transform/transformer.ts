/** One step of a build: changes the objects there are. */
import type { ResourceSet } from '../resource-set.ts';

export interface Transformer {
  /** `PatchTransformer`: what the build's metadata says did it. */
  readonly name: string;
  transform(set: ResourceSet): void;
}
