import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiVersionOf } from '#apimachinery/kind.ts';
import { kinds } from '#resources/index.ts';
import { createTestServer } from '../test-server.ts';
import type { OpenApiDocument } from './documents.ts';

const { send } = createTestServer();
const recorded = (apiVersion: string): OpenApiDocument | undefined => {
  const name = `../../../api/openapi-v3/${apiVersion.replace('/', '_')}.json`;
  try {
    return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as OpenApiDocument;
  } catch {
    return undefined;
  }
};
const served = (apiVersion: string): OpenApiDocument =>
  send('GET', `/openapi/v3/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`)
    .body as OpenApiDocument;

/** What the compact schema does not hold, or only where it matters. */
const LEFT_OUT = ['x-kubernetes-unions'];
/** What is of every group says so of those too that this server doesn't have. */
const isOfManyGroups = (value: unknown): boolean => Array.isArray(value) && value.length > 1;
const isZero = (value: unknown): boolean =>
  ['""', '0', 'false', '{}'].includes(JSON.stringify(value));

function comparable(schema: unknown, isItem = false): unknown {
  if (Array.isArray(schema)) return schema.map((one) => comparable(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { allOf, ...rest } = schema as { readonly allOf?: readonly [object] };
  const flat: Readonly<Record<string, unknown>> = { ...rest, ...allOf?.[0] };
  const entries = Object.entries(flat).filter(
    ([key, value]) =>
      !(isItem && key === 'enum') &&
      !LEFT_OUT.includes(key) &&
      !(key === 'x-kubernetes-group-version-kind' && isOfManyGroups(value)) &&
      !(key === 'default' && isZero(value)),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === 'required' && Array.isArray(value)
        ? value.toSorted()
        : comparable(value, ['items', 'additionalProperties'].includes(key)),
    ]),
  );
}

const apiVersions = [...new Set(kinds.map(apiVersionOf))].filter(recorded);

describe.each(apiVersions)('OpenAPI of %s', (apiVersion) => {
  const theirs = recorded(apiVersion)?.components.schemas ?? {};
  const ours = served(apiVersion);

  it('has the definitions of the recorded one', () => {
    const differing = Object.entries(ours.components.schemas)
      .filter(([name]) => theirs[name])
      .filter(
        ([name, schema]) =>
          JSON.stringify(sorted(comparable(schema))) !==
          JSON.stringify(sorted(comparable(theirs[name]))),
      )
      .map(([name]) => name);
    expect(differing).toEqual([]);
  });

  it('has its paths, and what can be done there', () => {
    const paths = recorded(apiVersion)?.paths ?? {};
    for (const [path, item] of Object.entries(ours.paths)) {
      const methods = Object.keys(item);
      expect([path, methods.sort()]).toEqual([path, Object.keys(paths[path] ?? {}).sort()]);
      for (const method of methods) {
        const [own, other] = [item[method], paths[path]?.[method]] as { operationId?: string }[];
        expect(own?.operationId).toBe(other?.operationId);
      }
    }
  });
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

describe('the index', () => {
  it('leads to documents by their hash', () => {
    const { paths } = send('GET', '/openapi/v3').body as {
      paths: Record<string, { serverRelativeURL: string }>;
    };
    const url = paths['apis/apps/v1']?.serverRelativeURL ?? '';
    expect(send('GET', url)).toMatchObject({
      code: 200,
      headers: { 'cache-control': 'public, immutable' },
    });
    expect(send('GET', '/openapi/v3/apis/apps/v1?hash=OLD')).toMatchObject({
      code: 301,
      headers: { location: url },
    });
    const accept = { accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf' };
    expect(send('GET', '/openapi/v2', undefined, accept).code).toBe(406);
    expect(send('GET', '/openapi/v2').body).toMatchObject({
      swagger: '2.0',
      definitions: {
        'io.k8s.api.core.v1.Pod': {
          properties: { spec: { $ref: '#/definitions/io.k8s.api.core.v1.PodSpec' } },
        },
      },
    });
  });
});
