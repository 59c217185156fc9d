import { describe, expect, it } from 'vitest';
import { duplicateFields } from './duplicate-fields.ts';
import type { Json } from './object.ts';
import { definition } from './schema.ts';
import { decode } from './schema-decode.ts';

const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment';
const POD = 'io.k8s.api.core.v1.Pod';
const SECRET = 'io.k8s.api.core.v1.Secret';
const deployment = (spec: Json): Json => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec });
const pod = (container: Json): Json => ({ spec: { containers: [container] } });

describe('schema', () => {
  it('knows merge keys, list types and what is required', () => {
    const spec = definition('io.k8s.api.core.v1.PodSpec')?.fields;
    expect(spec?.['containers']).toMatchObject({
      type: 'array',
      mergeKey: 'name',
      patchStrategy: 'merge',
      listType: 'map',
      listMapKeys: ['name'],
      required: true,
      items: { type: 'object', ref: 'io.k8s.api.core.v1.Container' },
    });
    expect(definition('io.k8s.api.core.v1.ServicePort')?.fields['protocol']?.default).toBe('TCP');
    expect(definition('io.k8s.api.apps.v1.DeploymentSpec')?.fields['strategy']).toMatchObject({
      patchStrategy: 'retainKeys',
    });
    expect(definition('io.k8s.api.autoscaling.v1.Scale')).toBeDefined();
    expect(definition('io.k8s.api.batch.v1.Nothing')).toBeUndefined();
  });
});

describe('decode', () => {
  it('gives back the very object when there is nothing to say', () => {
    const body = deployment({ replicas: 3, strategy: { rollingUpdate: { maxSurge: '25%' } } });
    expect(decode(DEPLOYMENT, body)).toEqual({ value: body, unknownFields: [] });
    expect(decode(DEPLOYMENT, body).value).toBe(body);
  });

  it('names unknown fields by their whole path, and drops them', () => {
    const template = { spec: { containers: [{ name: 'web', imgae: 'nginx' }] } };
    const result = decode(DEPLOYMENT, deployment({ replica: 3, template }));
    expect(result.unknownFields).toEqual([
      'spec.replica',
      'spec.template.spec.containers[0].imgae',
    ]);
    expect(result.value).toEqual(
      deployment({ template: { spec: { containers: [{ name: 'web' }] } } }),
    );
  });

  it('drops nulls, and keeps zero values in lists and maps', () => {
    const body = { metadata: { labels: { a: null }, annotations: null }, spec: { nodeName: null } };
    expect(decode(POD, body).value).toEqual({ metadata: { labels: { a: '' } }, spec: {} });
  });

  it.each<[string, string, Json, string]>([
    [
      'a string for a number',
      DEPLOYMENT,
      deployment({ replicas: 'three' }),
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      'a fraction',
      DEPLOYMENT,
      deployment({ replicas: 1.5 }),
      'json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      'a number for text, inside a list',
      POD,
      pod({ name: 'a', image: 3 }),
      'json: cannot unmarshal number into Go struct field Container.spec.containers.image of type string',
    ],
    [
      'a number in a map',
      POD,
      { metadata: { labels: { app: 1 } } },
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [
      'an object for a list',
      POD,
      { spec: { containers: { name: 'a' } } },
      'json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
    ],
    [
      'text for a struct',
      DEPLOYMENT,
      deployment({ template: 'x' }),
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.template of type v1.PodTemplateSpec',
    ],
    [
      'a named type',
      POD,
      pod({ name: 'a', imagePullPolicy: true }),
      'json: cannot unmarshal bool into Go struct field Container.spec.containers.imagePullPolicy of type v1.PullPolicy',
    ],
    [
      'an embedded struct',
      POD,
      pod({ name: 'a', livenessProbe: { httpGet: { port: true } } }),
      'json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.port of type int32',
    ],
    [
      'a quantity',
      POD,
      pod({ name: 'a', resources: { limits: { cpu: 'lots' } } }),
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    ['base64', SECRET, { data: { user: 'not base64' } }, 'illegal base64 data at input byte 3'],
  ])('words %s as Go does', (_, name, body, message) => {
    expect(decode(name, body).typeError).toBe(message);
  });

  it.each<[string, Json, string]>([
    [DEPLOYMENT, deployment({ replicas: 'three' }), 'unrecognized type: int32'],
    [DEPLOYMENT, deployment({ replicas: 1.5 }), 'cannot convert float64 to int32'],
    [POD, pod({ name: 'a', image: 3 }), 'cannot convert int64 to string'],
    [POD, { spec: { containers: {} } }, 'cannot restore slice from map'],
    [POD, { metadata: { labels: 'x' } }, 'cannot restore map from string'],
    [DEPLOYMENT, deployment({ template: true }), 'cannot restore struct from: bool'],
    [
      SECRET,
      { data: { user: 'not base64' } },
      'error decoding from json: illegal base64 data at input byte 3',
    ],
  ])('has other words for patches: %s %j', (name, body, message) => {
    expect(decode(name, body, 'converter').typeError).toBe(message);
  });

  it('writes quantities in their canonical form', () => {
    const asked = pod({ name: 'a', resources: { limits: { cpu: 1, memory: '1024Mi' } } });
    const kept = pod({ name: 'a', resources: { limits: { cpu: '1', memory: '1Gi' } } });
    expect(decode(POD, asked).value).toEqual(kept);
  });
});

describe('duplicateFields', () => {
  it.each([
    ['JSON', '{"spec":{"replicas":1,"replicas":2},"kind":"A"}', ['spec.replicas']],
    ['YAML', 'spec:\n  ports:\n  - port: 1\n    port: 2\n', ['spec.ports[0].port']],
    ['neither', '{"a":{"b":1},"c":{"b":1}}', []],
  ])('finds them in %s', (_, text, paths) => {
    expect(duplicateFields(text)).toEqual(paths);
  });
});
