/** The strategic merge patch that makes one version of an object into another. */
import { diffTrees, schemaOf } from '../strategic-diff.ts';

/** `{}` when nothing differs. */
export const strategicPatch = (
  before: object,
  after: { readonly apiVersion: string; readonly kind: string },
): Readonly<Record<string, unknown>> =>
  diffTrees({ ...before }, { ...after }, schemaOf(after.apiVersion, after.kind));
