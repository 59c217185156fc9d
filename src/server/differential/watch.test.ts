/** `get --watch` in every format: the real kubectl and ours watch one served cluster while it changes. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findKubectl } from '../fidelity/binary.ts';
import { createWatchBench, type WatchBench } from './watch-bench.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const kubectl = findKubectl(join(import.meta.dirname, '../../..'));

/** What is watched, in every format, with and without what was there before. */
const lines: readonly string[] = [
  'get configmaps -w',
  'get configmaps --watch-only',
  'get configmaps -w --output-watch-events',
  'get configmaps -w -o wide --show-labels',
  'get configmaps -w --no-headers -L app',
  'get configmaps -w -o yaml',
  'get configmaps -w -o json',
  'get configmaps -w -o name',
  'get configmaps -w -o name --output-watch-events',
  'get configmaps -w -o yaml --output-watch-events',
  'get configmaps --watch-only -o json --output-watch-events',
  'get configmaps -w -o jsonpath={.metadata.name}{"\\n"}',
  'get configmaps -w -o jsonpath={.type}{.object.metadata.name}{"\\n"} --output-watch-events',
  'get configmaps -w -o custom-columns=NAME:.metadata.name,V:.data.v',
  'get configmaps -w -o custom-columns=NAME:.metadata.name --no-headers',
  'get configmaps -w -o custom-columns=T:.type,NAME:.object.metadata.name --output-watch-events',
  'get configmaps -w -o go-template={{.metadata.name}}{{"\\n"}}',
  'get configmaps -w -o go-template={{.type}}{{"\\n"}} --output-watch-events',
  'get configmap watched -w',
  'get configmap watched -w -o yaml',
  'get configmap watched --watch-only -o name',
  'get configmaps -w -l app=a',
  'get configmaps -A -w --field-selector=metadata.name=watched',
  'get deployments -w',
  'get deployments -w -o wide --output-watch-events',
  'get pods -w --show-kind',
  'get events -w -o custom-columns=R:.reason',
];

describe.skipIf(!kubectl)('watching', () => {
  let bench: WatchBench;
  beforeAll(async () => {
    bench = await createWatchBench(kubectl ?? '', lines);
  });
  afterAll(() => bench.stop());

  it.each(lines)('%s', (line) => {
    const { real, ours } = bench.watched(line);
    expect(ours).toBe(real);
    expect(real).not.toBe('');
  });
});
