/** The StatefulSet db of three for tests that read as sessions: made, changed, looked at. */
import { conditionOf } from '#apimachinery/conditions.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type StatefulSet, type StatefulSetSpec, statefulSetKind } from '#resources/statefulset.ts';
import { type Session, startSession, template } from './testing.ts';

export type Spec = Partial<StatefulSetSpec>;

export function create(session: Session, spec: Spec): void {
  session.kubectl.create(statefulSetKind, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'default' },
    spec: {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: template('nginx:1.21', 'db'),
      ...spec,
    },
  });
}

export function withSet(spec: Spec = {}): Session {
  const session = startSession({ storageClass: spec.volumeClaimTemplates !== undefined });
  create(session, spec);
  session.settle();
  return session;
}

export function db({ kubectl }: Session): StatefulSet {
  const found = kubectl.get(statefulSetKind, 'default', 'db');
  if (!found) throw new Error('statefulsets.apps "db" not found');
  return found;
}

export function edit(session: Session, spec: Spec): void {
  const found = db(session);
  session.kubectl.update(statefulSetKind, { ...found, spec: { ...found.spec, ...spec } });
}

export const setImage = (session: Session, image: string): void =>
  edit(session, { template: template(image, 'db') });

export function podNamed({ kubectl }: Session, name: string): Pod {
  const found = kubectl.get(podKind, 'default', name);
  if (!found) throw new Error(`pods "${name}" not found`);
  return found;
}

export const isReady = ({ status }: Pod): boolean =>
  conditionOf(status.conditions, 'Ready')?.status === 'True';

/** "db-0 1.21", "db-1 1.22 not ready" */
export const seen = (session: Session): readonly string[] =>
  session
    .pods()
    .map((one) => {
      const [, tag] = one.spec.containers[0]?.image?.split(':') ?? [];
      return `${one.metadata.name} ${tag}${isReady(one) ? '' : ' not ready'}`;
    })
    .sort();
