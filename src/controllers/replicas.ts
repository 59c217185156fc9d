/** How many replicas an object asks for. */

/** `spec.replicas`; 1 where defaulting left it out. */
export const replicasOf = (object: { readonly spec: { readonly replicas?: number } }): number =>
  object.spec.replicas ?? 1;
