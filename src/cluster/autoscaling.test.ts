/** Autoscalers: what they do by what pods use, how fast, and what they say when they know nothing. */
import { describe, expect, it } from 'vitest';
import { LOAD_CPU } from '#kubelet/cpu.ts';
import { deploymentKind } from '#resources/deployment.ts';
import {
  type HorizontalPodAutoscaler,
  horizontalPodAutoscalerKind,
} from '#resources/horizontalpodautoscaler.ts';
import { podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { deployment, type Session, startSession, template } from './testing.ts';

type Spec = Partial<HorizontalPodAutoscaler['spec']>;

const asking = (cpu: string, image: string) => {
  const { metadata, spec } = template(image);
  const containers = (spec?.containers ?? []).map((one) => ({
    ...one,
    resources: { requests: { cpu } },
  }));
  return { ...(metadata ? { metadata } : {}), spec: { ...spec, containers } };
};

/** `web`: pods that ask for 200m, a Service before them, and an autoscaler that aims at half of it. */
function withAutoscaler(
  metrics: boolean,
  replicas: number,
  spec: Spec = {},
  image = 'nginx:1.21',
): Session {
  const session = startSession({ metrics });
  const { kubectl } = session;
  kubectl.create(deploymentKind, deployment('web', replicas, { template: asking('200m', image) }));
  kubectl.create(serviceKind, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  session.advance(60);
  kubectl.create(horizontalPodAutoscalerKind, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
        },
      ],
      ...spec,
    },
  });
  return session;
}

/** What the users of the Service cost all pods together. */
function load({ kubectl }: Session, cpu: string): void {
  const service = kubectl.get(serviceKind, 'default', 'web');
  if (!service) throw new Error('services "web" not found');
  const metadata = { ...service.metadata, annotations: { [LOAD_CPU]: cpu } };
  kubectl.update(serviceKind, { ...service, metadata });
}

const read = ({ kubectl }: Session): HorizontalPodAutoscaler => {
  const found = kubectl.get(horizontalPodAutoscalerKind, 'default', 'web');
  if (!found) throw new Error('no autoscaler');
  return found;
};
const replicas = (session: Session): number | undefined => session.deployment('web').spec.replicas;
const conditions = (session: Session): readonly string[] =>
  (read(session).status.conditions ?? []).map(
    ({ type, status, reason }) => `${type}=${status} ${reason}`,
  );

/** The number of pods every 15 s. */
function watched(session: Session, seconds: number): readonly (number | undefined)[] {
  const seen = [replicas(session)];
  for (let at = 0; at < seconds; at += 15) {
    session.advance(15);
    if (seen.at(-1) !== replicas(session)) seen.push(replicas(session));
  }
  return seen;
}

describe('an autoscaler without metrics', () => {
  it('keeps within its bounds and says what is missing', () => {
    const session = withAutoscaler(false, 1);
    session.advance(35);
    expect(replicas(session)).toBe(2);
    expect(conditions(session)).toEqual([
      'AbleToScale=True SucceededGetScale',
      'ScalingActive=False FailedGetResourceMetric',
    ]);
    const missing =
      'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
    expect(session.events('web')).toContain(
      `FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: unable to get metrics for resource cpu: ${missing}`,
    );
    expect(read(session).status.currentMetrics).toEqual([{ type: '' }]);
  });

  it('says that there is nothing to scale', () => {
    const session = withAutoscaler(false, 1, {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gone' },
    });
    session.advance(20);
    expect(read(session).status.conditions?.[0]?.message).toBe(
      'the HPA controller was unable to get the target\'s current scale: deployments.apps "gone" not found',
    );
  });

  it('leaves what was scaled to nothing alone', () => {
    const session = withAutoscaler(false, 0);
    session.advance(20);
    expect(replicas(session)).toBe(0);
    expect(conditions(session)).toContain('ScalingActive=False ScalingDisabled');
  });
});

describe('an autoscaler with metrics', () => {
  it('doubles at most, until use is on target', () => {
    const session = withAutoscaler(true, 2);
    load(session, '900m');
    expect(watched(session, 150)).toEqual([2, 4, 8, 9]);
    expect(conditions(session)).toEqual([
      'AbleToScale=True ReadyForNewScale',
      'ScalingActive=True ValidMetricFound',
      'ScalingLimited=False DesiredWithinRange',
    ]);
    expect(session.events('web').filter((event) => event.startsWith('SuccessfulRescale'))[0]).toBe(
      'SuccessfulRescale New size: 4; reason: cpu resource utilization (percentage of request) above target',
    );
  });

  it('stops at its most', () => {
    const session = withAutoscaler(true, 2, { maxReplicas: 5 });
    load(session, '4');
    expect(watched(session, 120)).toEqual([2, 4, 5]);
    expect(conditions(session)).toContain('ScalingLimited=True TooManyReplicas');
  });

  it('waits five minutes before it scales down', () => {
    const session = withAutoscaler(true, 6);
    session.advance(60);
    expect(replicas(session)).toBe(6);
    expect(conditions(session)).toContain('AbleToScale=True ScaleDownStabilized');
    session.advance(270);
    expect(replicas(session)).toBe(2);
    expect(session.events('web')).toContain(
      'SuccessfulRescale New size: 2; reason: All metrics below target',
    );
  });

  it('goes as slowly as its behavior says', () => {
    const one = [{ type: 'Pods', value: 1, periodSeconds: 60 }];
    const session = withAutoscaler(true, 2, {
      behavior: { scaleUp: { policies: one, selectPolicy: 'Max', stabilizationWindowSeconds: 0 } },
    });
    load(session, '900m');
    session.advance(45);
    expect(replicas(session)).toBe(3);
    expect(conditions(session)).toContain('ScalingLimited=True ScaleUpLimit');
    session.advance(60);
    expect(replicas(session)).toBe(4);
  });

  it('does nothing within a tenth of the target', () => {
    const session = withAutoscaler(true, 4);
    load(session, '420m');
    expect(watched(session, 120)).toEqual([4]);
  });

  it('scales the same way twice', () => {
    const run = (): string => {
      const session = withAutoscaler(true, 2);
      load(session, '700m');
      session.advance(200);
      return session.cluster.stateHash();
    };
    expect(run()).toBe(run());
  });
});

describe('users of a Service', () => {
  const user = (host: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `user-of-${host}`, namespace: 'default' },
    spec: {
      containers: [
        {
          name: 'user',
          image: 'busybox:1.28',
          command: ['sh', '-c', `while sleep 0.2; do wget -q -O- http://${host}; done`],
        },
      ],
    },
  });

  const spec: Spec = {
    minReplicas: 1,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '10m' } },
      },
    ],
  };

  it('make work for its pods, as in the tutorial', () => {
    const session = withAutoscaler(true, 1, spec, 'registry.k8s.io/hpa-example');
    const caller = session.kubectl.create(podKind, user('web'));
    expect(watched(session, 180)).toEqual([1, 4, 5]);
    session.kubectl.delete(podKind, caller);
    session.advance(420);
    expect(replicas(session)).toBe(1);
  });

  it('make none when they ask for something else', () => {
    const session = withAutoscaler(true, 1, spec, 'registry.k8s.io/hpa-example');
    session.kubectl.create(podKind, user('nowhere'));
    expect(watched(session, 90)).toEqual([1]);
  });
});
