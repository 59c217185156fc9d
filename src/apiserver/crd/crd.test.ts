import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { createTestServer } from '../test-server.ts';
import { CRDS, definition, setUp, WIDGETS } from './test-widgets.ts';

describe('a definition', () => {
  it('is established, and its kind is served, listed and described', () => {
    const { read, send } = setUp();
    expect(read(`${CRDS}/widgets.example.com`)).toMatchObject({
      status: {
        acceptedNames: {
          kind: 'Widget',
          listKind: 'WidgetList',
          plural: 'widgets',
          singular: 'widget',
        },
        conditions: [
          { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts' },
          { type: 'Established', status: 'True', reason: 'InitialNamesAccepted' },
        ],
        storedVersions: ['v1'],
      },
    });
    expect(send('GET', '/apis/example.com/v1').body).toMatchObject({
      resources: [
        {
          name: 'widgets',
          verbs: [
            'delete',
            'deletecollection',
            'get',
            'list',
            'patch',
            'create',
            'update',
            'watch',
          ],
          shortNames: ['wd'],
        },
        { name: 'widgets/status' },
        { name: 'widgets/scale' },
      ],
    });
    expect(send('GET', '/openapi/v3/apis/example.com/v1').body).toMatchObject({
      components: {
        schemas: {
          'com.example.v1.Widget': {
            properties: { spec: { properties: { size: { type: 'integer' } } } },
            'x-kubernetes-group-version-kind': [
              { group: 'example.com', kind: 'Widget', version: 'v1' },
            ],
          },
        },
      },
    });
  });

  it('goes after its instances, and leaves nothing behind', () => {
    const { create, send, clock } = setUp();
    create({ size: 1, color: 'red' });
    expect(send('DELETE', `${CRDS}/widgets.example.com`).body).toMatchObject({
      metadata: { finalizers: ['customresourcecleanup.apiextensions.k8s.io'] },
      status: { conditions: [{}, {}, { reason: 'InstanceDeletionPending' }] },
    });
    clock.advanceTo(clock.now() + 100);
    expect(send('GET', `${CRDS}/widgets.example.com`).code).toBe(404);
    expect(send('GET', WIDGETS).body).toBe('404 page not found\n');
  });

  it('whose names are taken is not served', () => {
    const { send, read, clock } = setUp();
    const other = definition((crd) => ({
      ...crd,
      metadata: { name: 'gizmos.example.com' },
      spec: {
        ...(crd['spec'] as object),
        names: { plural: 'gizmos', singular: 'gizmo', kind: 'Widget' },
      },
    }));
    send('POST', CRDS, other);
    clock.advanceTo(clock.now() + 100);
    expect(read(`${CRDS}/gizmos.example.com`)).toMatchObject({
      status: {
        conditions: [
          { type: 'NamesAccepted', status: 'False', reason: 'ListKindConflict' },
          { type: 'Established', status: 'False', reason: 'NotAccepted' },
        ],
      },
    });
    expect(send('GET', '/apis/example.com/v1/gizmos').code).toBe(404);
  });

  it.each([
    [
      '"widgets.example.com"',
      '"foo.example.com"',
      'metadata.name: Invalid value: "foo.example.com": must be spec.names.plural+"."+spec.group',
    ],
    [
      '"Namespaced"',
      '"Foo"',
      'spec.scope: Unsupported value: "Foo": supported values: "Cluster", "Namespaced"',
    ],
    [
      '"default":5',
      '"default":"x"',
      'spec.validation.openAPIV3Schema.properties[spec].properties[max].default: Invalid value: "string":  in body must be of type integer: "string"',
    ],
    [
      '"type":"object","additionalProperties"',
      '"additionalProperties"',
      'spec.validation.openAPIV3Schema.properties[spec].properties[labels].type: Required value: must not be empty for specified object fields',
    ],
    [
      'self.size <= self.max',
      'self.size <= self.nope',
      `spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.size <= self.nope","Message":"size above max","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: compilation failed: ERROR: <input>:1:18: undefined field 'nope'\n | self.size <= self.nope\n | .................^`,
    ],
    [
      '".spec.size"',
      '"spec.size"',
      'spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec.size": must be a simple json path starting with .',
    ],
    [
      '".spec.replicas"',
      '".status.replicas"',
      'spec.subresources.scale.specReplicasPath: Invalid value: ".status.replicas": should be a json path under .spec',
    ],
  ])('with %s as %s is refused', (before, after, message) => {
    const { send } = createTestServer();
    const crd = JSON.parse(JSON.stringify(definition()).replace(before, after)) as Json;
    const { body } = send('POST', CRDS, crd);
    const said = (body as { message: string }).message;
    expect(said.slice(said.indexOf('is invalid: ') + 12)).toBe(message);
  });
});
