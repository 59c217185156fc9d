/** What the tests of validation have in common: sample parts, and objects sent through a kind as the server does. */
import { printFieldError } from '#apimachinery/field-error.ts';
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';

export const meta = {
  name: 'web',
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
};
export const bare = { ...meta, namespace: undefined };
export const container = { name: 'web', image: 'nginx' };
export const labels = { app: 'web' };
export const selector = { matchLabels: labels };
export const template = { metadata: { labels }, spec: { containers: [container] } };
const taken = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { ...meta, name: 'taken' },
  spec: { type: 'NodePort', clusterIPs: ['10.96.0.10'], ports: [{ port: 80, nodePort: 30_080 }] },
  status: {},
};
const context: KindContext = {
  nowMs: 0,
  integer: () => 0,
  stored: (kind) => (kind.kind === 'Service' ? [taken] : []),
};

const make = (kind: Kind, parts: object): KubeObject =>
  kind.defaults({ apiVersion: 'v1', kind: kind.kind, metadata: meta, ...parts }, context);
export const create = (kind: Kind, parts: object): readonly string[] => {
  const object = make(kind, parts);
  const prepared = kind.prepareCreate?.(object, context) ?? object;
  return kind.validate(prepared, context).map(printFieldError);
};
export const update = (kind: Kind, before: object, after: object): readonly string[] => {
  const old = make(kind, before);
  const next = make(kind, after);
  const prepared = kind.prepareUpdate?.(next, old, context) ?? next;
  return (kind.validateUpdate?.(prepared, old, context) ?? []).map(printFieldError);
};
export const pod = (parts: object) => ({ spec: { containers: [{ ...container, ...parts }] } });
