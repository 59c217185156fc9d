/** `KUBECONFIG=… npx tsx scripts/record-prose-digests.mts`: writes down the fingerprints of a real API server's descriptions. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { digestOf } from './prose/digest.mts';

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

const schemasAt = (path: string): Readonly<Record<string, Described>> => {
  const text = execFileSync('kubectl', ['get', '--raw', `/openapi/v3/${path}`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const { components } = JSON.parse(text) as {
    readonly components: { readonly schemas: Readonly<Record<string, Described>> };
  };
  return components.schemas;
};

/** The documents we keep without their prose: `apps_v1.json` ⇒ "apis/apps/v1". */
const documents = readdirSync('api/openapi-v3').map((file) => {
  const name = file.replace(/\.json$/, '').replace(/_(?=v\d)/, '/');
  return name.includes('/') ? `apis/${name}` : `api/${name}`;
});

const digests: Record<string, Record<string, string>> = {};
for (const schemas of documents.map(schemasAt)) {
  for (const [name, { description, properties = {} }] of Object.entries(schemas)) {
    const said = { '': description, ...mapped(properties, (field) => field.description) };
    digests[name] = mapped(said, (text) => (text ? digestOf(text) : undefined));
  }
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  to: (value: From) => To | undefined,
): Record<string, To> {
  const entries = Object.entries(record).map(([key, value]) => [key, to(value)] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, To] => entry[1] !== undefined),
  );
}

const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
const lines = Object.entries(sorted).map(
  ([name, fields]) => `${JSON.stringify(name)}: ${JSON.stringify(fields)}`,
);
writeFileSync('api/prose-digests.json', `{\n${lines.join(',\n')}\n}\n`);
