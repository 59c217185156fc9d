import { describe, expect, it } from 'vitest';
import { podKind } from '../pod.ts';
import { container, create, meta, pod, update } from './cases.ts';

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

describe('a pod is refused', () => {
  it.each<[string, object, readonly string[]]>([
    ['without containers', { spec: {} }, ['spec.containers: Required value']],
    [
      'with bad names',
      { metadata: { ...meta, name: 'Bad_Name' }, ...pod({ name: 'Bad_Name' }) },
      [
        `metadata.name: Invalid value: "Bad_Name": ${SUBDOMAIN}`,
        `spec.containers[0].name: Invalid value: "Bad_Name": ${LABEL}`,
      ],
    ],
    ['without an image', pod({ image: '' }), ['spec.containers[0].image: Required value']],
    [
      'with a wrong pull policy',
      pod({ imagePullPolicy: 'Sometimes' }),
      [
        'spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"',
      ],
    ],
    [
      'with a port out of range',
      pod({ ports: [{ containerPort: 70_000 }] }),
      [
        'spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'with more asked than allowed',
      pod({ resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }),
      [
        'spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi',
      ],
    ],
    [
      'with a probe that does nothing',
      pod({ livenessProbe: { periodSeconds: 5 } }),
      ['spec.containers[0].livenessProbe: Required value: must specify a handler type'],
    ],
    [
      'with a liveness probe that needs two successes',
      pod({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
      ['spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1'],
    ],
    [
      'with a mount of no volume',
      pod({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
      ['spec.containers[0].volumeMounts[0].name: Not found: "data"'],
    ],
    [
      'with a wrong restart policy',
      { spec: { containers: [container], restartPolicy: 'Sometimes' } },
      [
        'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
      ],
    ],
    [
      'with a timed toleration of another effect',
      {
        spec: {
          containers: [container],
          tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }],
        },
      },
      [
        'spec.tolerations[0].effect: Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set',
      ],
    ],
  ])('%s', (_, parts, errors) => {
    expect(create(podKind, parts)).toEqual(errors);
  });
});

describe('an updated pod', () => {
  it('may have another image', () => {
    expect(update(podKind, pod({ image: 'nginx:1' }), pod({ image: 'nginx:2' }))).toEqual([]);
  });

  it('may not have another container', () => {
    const two = { spec: { containers: [container, { ...container, name: 'b' }] } };
    expect(update(podKind, pod({}), two)).toEqual([
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ]);
  });

  it('may not change elsewhere, and says where', () => {
    const [error = ''] = update(podKind, pod({}), pod({ command: ['sleep'] }));
    expect(error).toContain(
      'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n@@ -5,7 +5,9 @@\n',
    );
    expect(error).toContain('-   "Command": null,\n+   "Command": [\n+    "sleep"\n+   ],\n');
  });
});
