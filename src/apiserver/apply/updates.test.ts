import { describe, expect, it } from 'vitest';
import { apps, core } from '../test-server.ts';
import { bench, deployment, entriesOf, fieldsOf, path } from './test-bench.ts';

describe('an update', () => {
  it('owns what it sets and what defaults add', () => {
    const test = bench();
    test.send('POST', `${apps}/deployments?fieldManager=kubectl-create`, deployment(3));
    const [entry] = entriesOf(test);
    expect(JSON.parse(JSON.stringify(entry))).toEqual({
      manager: 'kubectl-create',
      operation: 'Update',
      apiVersion: 'apps/v1',
      time: expect.any(String),
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:spec': {
          'f:progressDeadlineSeconds': {},
          'f:replicas': {},
          'f:revisionHistoryLimit': {},
          'f:selector': {},
          'f:strategy': {
            'f:rollingUpdate': { '.': {}, 'f:maxSurge': {}, 'f:maxUnavailable': {} },
            'f:type': {},
          },
          'f:template': {
            'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
            'f:spec': {
              'f:containers': {
                'k:{"name":"nginx"}': {
                  '.': {},
                  'f:image': {},
                  'f:imagePullPolicy': {},
                  'f:name': {},
                  'f:ports': {
                    '.': {},
                    'k:{"containerPort":80,"protocol":"TCP"}': {
                      '.': {},
                      'f:containerPort': {},
                      'f:protocol': {},
                    },
                  },
                  'f:resources': {},
                  'f:terminationMessagePath': {},
                  'f:terminationMessagePolicy': {},
                },
              },
              'f:dnsPolicy': {},
              'f:restartPolicy': {},
              'f:schedulerName': {},
              'f:securityContext': {},
              'f:terminationGracePeriodSeconds': {},
            },
          },
        },
      },
    });
  });

  it('takes what it changes, and no more', () => {
    const test = bench();
    test.send('POST', `${apps}/deployments?fieldManager=kubectl-create`, deployment(3));
    const image = { spec: { template: { spec: { containers: [{ name: 'nginx', image: 'b' }] } } } };
    test.patch(`${path}?fieldManager=kubectl-set`, 'strategic', image);
    expect(fieldsOf(test, 'kubectl-set')).toEqual({
      'f:spec': {
        'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"nginx"}': { 'f:image': {} } } } },
      },
    });
    expect(JSON.stringify(fieldsOf(test, 'kubectl-create'))).not.toContain('f:image"');
  });

  it('of the scale has an entry without a time', () => {
    const test = bench();
    test.send('POST', `${apps}/deployments?fieldManager=kubectl-create`, deployment(3));
    test.patch(`${path}/scale?fieldManager=kubectl`, 'merge', { spec: { replicas: 4 } });
    expect(entriesOf(test)[0]).toEqual({
      manager: 'kubectl',
      operation: 'Update',
      apiVersion: 'apps/v1',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      subresource: 'scale',
    });
  });

  it('that only removes makes no owner', () => {
    const test = bench();
    test.send('POST', `${core}/configmaps?fieldManager=a`, {
      metadata: { name: 'c' },
      data: { x: '1', y: '2' },
    });
    test.patch(`${core}/configmaps/c?fieldManager=b`, 'merge', { data: { x: null } });
    expect(entriesOf(test, `${core}/configmaps/c`)).toMatchObject([
      { manager: 'a', fieldsV1: { 'f:data': { '.': {}, 'f:y': {} } } },
    ]);
  });

  it('of a status owns the status', () => {
    const test = bench();
    test.send('POST', `${apps}/deployments?fieldManager=a`, deployment(3));
    const status = {
      replicas: 3,
      conditions: [{ type: 'Available', status: 'True', lastUpdateTime: null }],
    };
    test.patch(`${path}/status?fieldManager=b`, 'merge', { spec: { replicas: 9 }, status });
    expect(fieldsOf(test, 'b')).toEqual({
      'f:status': {
        'f:conditions': {
          '.': {},
          'k:{"type":"Available"}': {
            '.': {},
            'f:lastTransitionTime': {},
            'f:lastUpdateTime': {},
            'f:status': {},
            'f:type': {},
          },
        },
        'f:replicas': {},
      },
    });
  });

  it('may reset managedFields, and then nobody is tracked', () => {
    const test = bench();
    test.send('POST', `${apps}/deployments?fieldManager=a`, deployment(3));
    test.patch(path, 'json', [{ op: 'replace', path: '/metadata/managedFields', value: [] }]);
    expect(test.read(path).metadata.managedFields).toBeUndefined();
    test.patch(`${path}?fieldManager=b`, 'merge', { spec: { replicas: 8 } });
    expect(test.read(path).metadata.managedFields).toBeUndefined();
    test.apply('c', deployment(8));
    expect(entriesOf(test).map(({ manager }) => manager)).toEqual(['c', 'before-first-apply']);
  });

  it('tells ten managers apart, and calls the others ancient', () => {
    const test = bench();
    const data = { first: 'x' };
    test.send('POST', `${core}/configmaps?fieldManager=m00`, { metadata: { name: 'c' }, data });
    for (let at = 1; at <= 13; at += 1) {
      test.tick();
      const name = String(at).padStart(2, '0');
      test.patch(`${core}/configmaps/c?fieldManager=m${name}`, 'merge', { data: { [name]: 'x' } });
    }
    const managers = entriesOf(test, `${core}/configmaps/c`).map(({ manager }) => manager);
    expect(managers).toHaveLength(10);
    expect(managers[0]).toBe('ancient-changes');
    expect(fieldsOf(test, 'ancient-changes', `${core}/configmaps/c`)).toEqual({
      'f:data': { '.': {}, 'f:01': {}, 'f:02': {}, 'f:03': {}, 'f:04': {}, 'f:first': {} },
    });
  });
});
