/** What autoscalers and budgets may not say, in the real server's words. */
import { describe, expect, it } from 'vitest';
import { horizontalPodAutoscalerKind } from '../horizontalpodautoscaler.ts';
import { horizontalPodAutoscalerV1Kind } from '../horizontalpodautoscaler-v1.ts';
import { podDisruptionBudgetKind } from '../poddisruptionbudget.ts';
import { create, meta } from './cases.ts';

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

describe('an autoscaler', () => {
  it('is well, and aims at 80 % of CPU by itself', () => {
    expect(
      create(horizontalPodAutoscalerKind, { spec: { scaleTargetRef, maxReplicas: 5 } }),
    ).toEqual([]);
  });

  it('is refused word for word', () => {
    const metrics = [
      { type: 'Pods', resource: { name: '', target: { type: '', averageValue: '0' } } },
      { type: 'Zap' },
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } },
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 0, averageValue: '1' },
        },
        pods: { metric: { name: '' }, target: { type: 'Value' } },
      },
    ];
    const behavior = {
      scaleUp: {
        stabilizationWindowSeconds: -1,
        selectPolicy: 'Foo',
        policies: [{ type: 'Zip', value: 0, periodSeconds: 2000 }],
      },
      scaleDown: { policies: [], stabilizationWindowSeconds: 3601 },
    };
    const spec = {
      scaleTargetRef: { apiVersion: 'v1', kind: 'a/b', name: '' },
      maxReplicas: 0,
      minReplicas: 0,
      metrics,
      behavior,
    };
    expect(create(horizontalPodAutoscalerKind, { spec })).toEqual([
      'spec.minReplicas: Invalid value: 0: must be greater than or equal to 1',
      'spec.maxReplicas: Invalid value: 0: must be greater than 0',
      `spec.scaleTargetRef.kind: Invalid value: "a/b": may not contain '/'`,
      'spec.scaleTargetRef.name: Required value',
      'spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group',
      'spec.metrics[0].resource.name: Required value: must specify a resource name',
      'spec.metrics[0].resource.target.type: Required value: must specify a metric target type',
      'spec.metrics[0].resource.target.type: Invalid value: "": must be either Utilization, Value, or AverageValue',
      'spec.metrics[0].resource.target.averageValue: Invalid value: "0": must be positive',
      'spec.metrics[0].pods: Required value: must populate information for the given metric source',
      'spec.metrics[1].type: Unsupported value: "Zap": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"',
      'spec.metrics[2].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization',
      'spec.metrics[3].pods.metric.name: Required value: must specify a metric name',
      'spec.metrics[3].pods.target.averageValue: Required value: must specify a positive target averageValue',
      'spec.metrics[3].pods: Forbidden: must populate the given metric source only',
      'spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas',
      'spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero',
      'spec.behavior.scaleUp.selectPolicy: Unsupported value: "Foo": supported values: "Disabled", "Max", "Min"',
      'spec.behavior.scaleUp.policies[0].type: Unsupported value: "Zip": supported values: "Percent", "Pods"',
      'spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero',
      'spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 2000: must be less than or equal to 1800',
      'spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600',
      'spec.behavior.scaleDown.policies: Required value: must specify at least one Policy',
    ]);
  });

  it('keeps in annotations what version 1 has no fields for', () => {
    const stored = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: meta,
      spec: {
        scaleTargetRef,
        minReplicas: 1,
        maxReplicas: 5,
        metrics: [
          {
            type: 'Pods',
            pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '10' } },
          },
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
        behavior: {
          scaleUp: {
            selectPolicy: 'Min',
            policies: [{ type: 'Pods', value: 3, periodSeconds: 20 }],
          },
        },
      },
      status: { currentMetrics: null, desiredReplicas: 0 },
    };
    const { storedAs } = horizontalPodAutoscalerV1Kind;
    const shown = storedAs?.fromStored(stored);
    expect(shown).toMatchObject({
      metadata: {
        annotations: {
          'autoscaling.alpha.kubernetes.io/metrics':
            '[{"type":"Pods","pods":{"metricName":"rps","targetAverageValue":"10"}}]',
          'autoscaling.alpha.kubernetes.io/behavior':
            '{"ScaleUp":{"StabilizationWindowSeconds":null,"SelectPolicy":"Min","Policies":[{"Type":"Pods","Value":3,"PeriodSeconds":20}],"Tolerance":null},"ScaleDown":null}',
        },
      },
      spec: { targetCPUUtilizationPercentage: 70 },
      status: { currentReplicas: 0, desiredReplicas: 0 },
    });
    expect(shown && storedAs?.toStored(shown)).toMatchObject({
      metadata: meta,
      spec: stored.spec,
    });
  });
});

describe('a budget', () => {
  const selector = { matchLabels: { app: 'web' } };
  it.each<[object, readonly string[]]>([
    [{ minAvailable: 1 }, []],
    [{ maxUnavailable: '50%' }, []],
    [
      { minAvailable: -1 },
      ['spec.minAvailable: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      { maxUnavailable: '120%' },
      ['spec.maxUnavailable: Invalid value: "120%": must not be greater than 100%'],
    ],
    [
      { minAvailable: 1, unhealthyPodEvictionPolicy: 'X' },
      [
        'spec.unhealthyPodEvictionPolicy: Unsupported value: "X": supported values: "AlwaysAllow", "IfHealthyBudget"',
      ],
    ],
    [
      { minAvailable: 1, maxUnavailable: '1%' },
      [
        'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"web"}},"MaxUnavailable":"1%","UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
      ],
    ],
  ])('%j', (spec, expected) => {
    expect(create(podDisruptionBudgetKind, { spec: { selector, ...spec } })).toEqual(expected);
  });
});
