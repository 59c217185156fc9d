/** Objects of storage, quota, networking, scheduling and devices get the words that a real API server (v1.36) answered with. */
import { beforeAll, expect, it } from 'vitest';
import type { ApiRequest } from '#apimachinery/api.ts';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import recorded from './answers.json' with { type: 'json' };

interface RecordedCase {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: ApiRequest['body'];
  readonly code: number;
  /** Of a refusal. */
  readonly message?: string;
  /** Of anything else, without what differs from run to run. */
  readonly object?: unknown;
  readonly warnings?: readonly string[];
}

const cases = recorded as unknown as readonly RecordedCase[];

const FLEETING = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'managedFields',
  'lastPhaseTransitionTime',
]);

/** What stays the same from run to run; addresses and ports that were picked are masked. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !FLEETING.has(key) && inner !== null && inner !== undefined,
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, lasting(inner)]));
}
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(lasting(value) ?? null)
      .replace(/10\.(9[6-9]|10\d|11[01])\.\d+\.\d+/g, 'IP')
      .replace(/"nodePort":3\d{4}/g, '"nodePort":0'),
  );

let cluster: RunningCluster;
beforeAll(() => {
  cluster = createCluster({ warmUpMs: 1_000 });
});

const named = cases.map((one, at) => [`${at} ${one.method} ${one.path}`, one] as const);
it.each(named)('%s', (_, { method, path, type = 'application/json', ...expected }) => {
  const headers = { 'content-type': type, accept: 'application/json' };
  const answer = cluster.api.handle({ method, path, headers, body: expected.body });
  const body = answer.body as { readonly message?: string };
  const said = { code: answer.code, warnings: answer.warnings ?? [] };
  expect(said).toEqual({ code: expected.code, warnings: expected.warnings ?? [] });
  if (expected.code >= 400) expect(masked(body.message)).toBe(masked(expected.message));
  else expect(masked(body)).toEqual(masked(expected.object));
});
