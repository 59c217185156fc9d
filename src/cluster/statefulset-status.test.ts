/** Every status of a StatefulSet in turn, as the real controller wrote it: made, updated, scaled down. */
import { expect, it } from 'vitest';
import { podKind } from '#resources/pod.ts';
import { type StatefulSet, type StatefulSetSpec, statefulSetKind } from '#resources/statefulset.ts';
import { type Session, startSession, template } from './testing.ts';

/** "3 ready=3 current=2 old→new updated=1 available=3 gen=2"; revisions by the order they come in. */
function printStatus({ status }: StatefulSet, names: string[]): string {
  const revision = (name: string | undefined): number => {
    if (name && !names.includes(name)) names.push(name);
    return name ? names.indexOf(name) + 1 : 0;
  };
  const { replicas, readyReplicas: ready, currentReplicas: current, updatedReplicas } = status;
  const revisions = `${revision(status.currentRevision)}→${revision(status.updateRevision)}`;
  const counts = [replicas, ready, current, updatedReplicas, status.availableReplicas];
  return `${counts.map((count) => count ?? '-').join(' ')} ${revisions} gen ${status.observedGeneration ?? 0}`;
}

/** Pods nobody runs: their status is written by hand. */
function makeReady({ kubectl, advance }: Session, ...names: readonly string[]): void {
  for (const name of names) {
    const pod = kubectl.get(podKind, 'default', name);
    if (!pod) throw new Error(`pods "${name}" not found`);
    const conditions = [
      { type: 'Ready', status: 'True', lastTransitionTime: '2026-01-05T09:00:00Z' },
    ];
    kubectl.updateStatus(podKind, {
      ...pod,
      status: { ...pod.status, phase: 'Running', conditions },
    });
    advance(1);
  }
}

it('goes through the states of a real one', () => {
  const session = startSession({ nodes: 0 });
  const { kubectl } = session;
  const seen: string[] = [];
  const names: string[] = [];
  session.cluster.api.subscribe(({ kind, object }) => {
    if (kind === (statefulSetKind as unknown)) {
      const text = printStatus(object as StatefulSet, names);
      if (seen.at(-1) !== text) seen.push(text);
    }
  });
  const edit = (spec: Partial<StatefulSetSpec>): void => {
    const found = kubectl.get(statefulSetKind, 'default', 'st');
    if (found) kubectl.update(statefulSetKind, { ...found, spec: { ...found.spec, ...spec } });
    session.advance(1);
  };
  kubectl.create(statefulSetKind, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'st', namespace: 'default' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'st' } },
      template: template('nginx:1.21', 'st'),
    },
  });
  session.advance(1);
  makeReady(session, 'st-0', 'st-1', 'st-2');
  edit({ template: template('nginx:1.22', 'st') });
  makeReady(session, 'st-2', 'st-1', 'st-0');
  edit({ replicas: 1 });
  expect(seen).toEqual([
    '0 - - - 0 0→0 gen 0',
    '0 - - - 0 1→1 gen 1',
    '1 - 1 1 0 1→1 gen 1',
    '1 1 1 1 1 1→1 gen 1',
    '2 1 2 2 1 1→1 gen 1',
    '2 2 2 2 2 1→1 gen 1',
    '3 2 3 3 2 1→1 gen 1',
    '3 3 3 3 3 1→1 gen 1',
    '3 3 2 - 3 1→2 gen 2',
    '2 2 2 - 2 1→2 gen 2',
    '3 2 2 1 2 1→2 gen 2',
    '3 3 1 1 3 1→2 gen 2',
    '2 2 1 1 2 1→2 gen 2',
    '3 2 1 2 2 1→2 gen 2',
    '3 3 - 2 3 1→2 gen 2',
    '2 2 - 2 2 1→2 gen 2',
    '3 2 - 3 2 1→2 gen 2',
    '3 3 3 3 3 2→2 gen 2',
    '3 3 3 3 3 2→2 gen 3',
    '2 2 2 2 2 2→2 gen 3',
    '1 1 1 1 1 2→2 gen 3',
  ]);
});
