import { describe, expect, it } from 'vitest';
import type { Kind } from '#apimachinery/kind.ts';
import { configMapKind } from '../configmap.ts';
import { deploymentKind } from '../deployment.ts';
import { namespaceKind } from '../namespace.ts';
import { nodeKind } from '../node.ts';
import { podKind } from '../pod.ts';
import { replicaSetKind } from '../replicaset.ts';
import { secretKind } from '../secret.ts';
import { serviceKind } from '../service.ts';
import { bare, create, labels, meta, pod, selector, template, update } from './cases.ts';

describe('what is well', () => {
  it.each<[string, Kind, object]>([
    ['a pod', podKind, pod({})],
    ['a deployment', deploymentKind, { spec: { selector, template } }],
    ['a replica set', replicaSetKind, { spec: { selector, template } }],
    ['a service', serviceKind, { spec: { selector: labels, ports: [{ port: 80 }] } }],
    ['a headless service', serviceKind, { spec: { clusterIP: 'None', selector: labels } }],
    ['a node', nodeKind, { metadata: bare }],
    ['a namespace', namespaceKind, { metadata: bare }],
    ['a config map', configMapKind, { data: { 'a.b': 'c' } }],
    ['a secret', secretKind, { stringData: { a: 'b' } }],
  ])('%s', (_, kind, parts) => {
    expect(create(kind, parts)).toEqual([]);
  });
});

describe('a workload is refused', () => {
  it.each<[string, Kind, object, readonly string[]]>([
    [
      'without a selector',
      deploymentKind,
      { spec: { template } },
      [
        'spec.selector: Required value',
        'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'when its selector misses its own pods',
      replicaSetKind,
      { spec: { selector: { matchLabels: { app: 'other' } }, template } },
      [
        'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'when it could never roll',
      deploymentKind,
      {
        spec: {
          selector,
          template,
          strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } },
        },
      },
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0',
      ],
    ],
    [
      'with an unknown strategy',
      deploymentKind,
      { spec: { selector, template, strategy: { type: 'Big' } } },
      [
        'spec.strategy: Unsupported value: {"Type":"Big","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
      ],
    ],
    [
      'with fewer than no replicas',
      deploymentKind,
      { spec: { selector, template, replicas: -1 } },
      ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'with pods that end',
      replicaSetKind,
      {
        spec: {
          selector,
          template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } },
        },
      },
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
  ])('%s', (_, kind, parts, errors) => {
    expect(create(kind, parts)).toEqual(errors);
  });

  it('when its selector changes', () => {
    const other = { app: 'other' };
    const spec = {
      selector: { matchLabels: other },
      template: { ...template, metadata: { labels: other } },
    };
    expect(update(deploymentKind, { spec: { selector, template } }, { spec })).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
    ]);
  });
});

describe('others are refused', () => {
  const port = { port: 80 };
  it.each<[string, Kind, object, readonly string[]]>([
    ['a service without ports', serviceKind, { spec: {} }, ['spec.ports: Required value']],
    [
      'a service with two nameless ports',
      serviceKind,
      { spec: { ports: [port, { port: 81 }] } },
      ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
    ],
    [
      "a service that wants another's node port",
      serviceKind,
      { spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] } },
      ['spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated'],
    ],
    [
      'a service that wants a port of its own range',
      serviceKind,
      { spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] } },
      [
        'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
      ],
    ],
    [
      "a service that wants another's address",
      serviceKind,
      { spec: { clusterIP: '10.96.0.10', ports: [port] } },
      [
        'spec.clusterIPs: Invalid value: ["10.96.0.10"]: failed to allocate IP 10.96.0.10: provided IP is already allocated',
      ],
    ],
    [
      'a namespace with dots',
      namespaceKind,
      { metadata: { ...bare, name: 'a.b' } },
      ['metadata.name: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'a taint without an effect',
      nodeKind,
      { metadata: bare, spec: { taints: [{ key: 'a' }] } },
      ['metadata.taints[0].effect: Required value'],
    ],
    [
      'a label with a bad key',
      configMapKind,
      { metadata: { ...meta, labels: { 'bad key!': '' } } },
      [
        "metadata.labels: Invalid value: \"bad key!\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      ],
    ],
    [
      'a certificate without a key',
      secretKind,
      { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } },
      ['data[tls.key]: Required value'],
    ],
  ])('%s', (_, kind, parts, errors) => {
    expect(create(kind, parts)).toEqual(errors);
  });

  it('a locked config map that changes', () => {
    const data = { immutable: true, data: { a: '1' } };
    expect(update(configMapKind, data, { data: { a: '2' } })).toEqual([
      'immutable: Forbidden: field is immutable when `immutable` is set',
      'data: Forbidden: field is immutable when `immutable` is set',
    ]);
  });

  it('a secret that changes its type', () => {
    expect(update(secretKind, {}, { type: 'a' })).toEqual([
      'type: Invalid value: "a": field is immutable',
    ]);
  });
});
