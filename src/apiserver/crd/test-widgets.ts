/** A definition and a server with it, for tests: widgets with rules of every sort. */
import type { Json } from '#apimachinery/object.ts';
import { createTestServer } from '../test-server.ts';

export const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
export const WIDGETS = '/apis/example.com/v1/namespaces/default/widgets';
export const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };

const spec = {
  type: 'object',
  required: ['size', 'color'],
  'x-kubernetes-validations': [
    { rule: 'self.size <= self.max', message: 'size above max' },
    { rule: "self.color != 'pink'", messageExpression: "'no ' + self.color" },
  ],
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 10 },
    max: { type: 'integer', default: 5 },
    color: {
      type: 'string',
      enum: ['red', 'green', 'pink'],
      'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'immutable color' }],
    },
    name: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]+$' },
    replicas: { type: 'integer' },
    list: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'string' },
      'x-kubernetes-list-type': 'set',
    },
    pairs: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['k'],
      items: { type: 'object', required: ['k'], properties: { k: { type: 'string' } } },
    },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    port: { 'x-kubernetes-int-or-string': true },
    when: { type: 'string', format: 'date-time' },
    nul: { type: 'string', nullable: true },
    one: { type: 'object', oneOf: [{ required: ['a'] }], properties: { a: { type: 'string' } } },
  },
};

/** The definition, changed as a test wants it. */
export const definition = (change: (crd: Record<string, Json>) => Json = (crd) => crd): Json =>
  change({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'widgets', singular: 'widget', kind: 'Widget', shortNames: ['wd'] },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
          },
          additionalPrinterColumns: [
            { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
            {
              name: 'Ready',
              type: 'string',
              jsonPath: '.status.conditions[?(@.type=="Ready")].status',
            },
          ],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec,
                status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
              },
            },
          },
        },
      ],
    },
  }) as Json;

/** A server that serves widgets. */
export function setUp() {
  const test = createTestServer();
  const { send, clock } = test;
  send('POST', CRDS, definition());
  clock.advanceTo(clock.now() + 100);
  const create = (body: Json, name = 'w') =>
    send('POST', WIDGETS, { metadata: { name }, spec: body });
  const messageOf = (answer: { readonly body: unknown }): string =>
    (answer.body as { readonly message?: string }).message ?? '';
  const why = (body: Json): string =>
    messageOf(create(body)).replace(/^Widget.example.com "w" is invalid: /, '');
  return { ...test, create, why, messageOf };
}
