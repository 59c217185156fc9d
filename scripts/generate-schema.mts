/** Writes src/apimachinery/generated/: schema.json, the definitions our kinds reach in the recorded API description, and their prose. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateProse } from './prose/generate.mts';

interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly [extension: `x-kubernetes-${string}`]: unknown;
}
/** What the API description does not say: Go's named string types, and which embedded struct a field stands in. */
type GoTypes = Record<string, Record<string, { g?: string; e?: string }>>;
/** What Go writes for a field that nobody set, where it writes anything: `n` null, `s` "", `f` false, `0`, `q` "0"; `p` is a pointer, nothing when not set. */
type GoZeros = Record<string, Record<string, string>>;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inputs = join(root, 'api/openapi-v3');
const kindsFolder = join(root, 'src/resources');
const output = join(root, 'src/apimachinery/generated/schema.json');
const REF = '#/components/schemas/';

/** Objects of requests that no kind's schema reaches. */
const EXTRA = [
  'io.k8s.api.autoscaling.v1.Scale',
  'io.k8s.api.policy.v1.Eviction',
  'io.k8s.api.core.v1.Binding',
  'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions',
  'io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Status',
  'io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList',
];
/** Definitions that are one value: nothing inside them is decoded. */
const LEAVES: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'u',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
};
/** Definitions of any shape. */
const OPAQUE = [
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1',
  'io.k8s.apimachinery.pkg.runtime.RawExtension',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray',
];

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function readDefinitions(): Map<string, OpenApiSchema> {
  const all = new Map<string, OpenApiSchema>();
  for (const file of readdirSync(inputs)) {
    const api = readJson(join(inputs, file)) as {
      components: { schemas: Record<string, OpenApiSchema> };
    };
    for (const [name, schema] of Object.entries(api.components.schemas)) all.set(name, schema);
  }
  return all;
}

/** The definitions that the kinds name: `schema: 'io.k8s.api.core.v1.Pod'`. */
const kindSchemas = (): string[] =>
  readdirSync(kindsFolder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(kindsFolder, file), 'utf8');
      return [...text.matchAll(/^\s+schema: '(io\.k8s\.[\w.-]+)'/gm)].map(
        (match) => match[1] ?? '',
      );
    });

const isUpToDate = (): boolean => {
  if (!existsSync(output)) return false;
  const written = statSync(output).mtimeMs;
  const sources = [
    fileURLToPath(import.meta.url),
    join(root, 'api/go-types.json'),
    join(root, 'api/go-zero-values.json'),
    ...readdirSync(inputs).map((file) => join(inputs, file)),
    ...readdirSync(kindsFolder).map((file) => join(kindsFolder, file)),
  ];
  return sources.every((source) => statSync(source).mtimeMs <= written);
};

const scalar = (schema: OpenApiSchema): string => {
  if (schema.type === 'integer') return schema.format === 'int64' ? 'l' : 'i';
  if (schema.type === 'boolean') return 'b';
  if (schema.type === 'number') return 'n';
  if (schema.type === 'string') return schema.format === 'byte' ? 'y' : 's';
  return '?';
};

/** Turns the reachable definitions into short codes; see src/apimachinery/schema.ts for how they read. */
class Compactor {
  readonly names: string[] = [];
  private readonly all: Map<string, OpenApiSchema>;
  private readonly go: GoTypes;
  private readonly zeros: GoZeros;

  constructor(all: Map<string, OpenApiSchema>, go: GoTypes, zeros: GoZeros) {
    this.all = all;
    this.go = go;
    this.zeros = zeros;
  }

  indexOf(name: string): number {
    const at = this.names.indexOf(name);
    return at >= 0 ? at : this.names.push(name) - 1;
  }

  typeCode(schema: OpenApiSchema): string {
    const ref = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.slice(REF.length);
    if (ref && OPAQUE.includes(ref)) return `?${ref}`;
    if (ref) return LEAVES[ref] ?? `#${this.indexOf(ref)}`;
    if (schema.items) return `[${this.typeCode(schema.items)}`;
    if (schema.additionalProperties) return `{${this.typeCode(schema.additionalProperties)}`;
    return scalar(schema);
  }

  field(definition: string, name: string, schema: OpenApiSchema): unknown {
    const owner = this.all.get(definition);
    const go = this.go[definition]?.[name] ?? {};
    const always = schema.default !== undefined && JSON.stringify(schema.default) === '{}';
    const keys = schema['x-kubernetes-list-map-keys'] as string[] | undefined;
    const extras = {
      k: schema['x-kubernetes-patch-merge-key'],
      p: schema['x-kubernetes-patch-strategy'],
      l: schema['x-kubernetes-list-type'],
      m: keys?.join(),
      r: owner?.required?.includes(name) ? 1 : undefined,
      d: always || schema.default === '' || schema.default === 0 ? undefined : schema.default,
      g: go.g,
      e: go.e,
      z: this.zeros[definition]?.[name],
      a: schema['x-kubernetes-map-type'],
      v: schema.enum?.join(),
    };
    const said = Object.entries(extras).filter(([, value]) => value !== undefined);
    const code = this.typeCode(schema) + (always ? '!' : '');
    return said.length ? { t: code, ...Object.fromEntries(said) } : code;
  }

  definition(name: string): unknown {
    const schema = this.all.get(name);
    if (!schema) throw new Error(`no definition ${name} in api/openapi-v3`);
    const fields = Object.entries(schema.properties ?? {});
    const atomic = schema['x-kubernetes-map-type'] === 'atomic';
    const body = Object.fromEntries(
      fields.map(([key, field]) => [key, this.field(name, key, field)]),
    );
    return atomic ? { ...body, '': 'atomic' } : body;
  }
}

function generate(): string {
  const go = readJson(join(root, 'api/go-types.json')) as GoTypes;
  const zeros = readJson(join(root, 'api/go-zero-values.json')) as GoZeros;
  const compactor = new Compactor(readDefinitions(), go, zeros);
  for (const name of [...kindSchemas(), ...EXTRA]) compactor.indexOf(name);
  const fields: unknown[] = [];
  for (let at = 0; at < compactor.names.length; at += 1) {
    fields.push(compactor.definition(compactor.names[at] ?? ''));
  }
  return `${JSON.stringify({ names: compactor.names, fields })}\n`;
}

if (!isUpToDate()) {
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, generate());
}
generateProse();

/** What was compared with the real kubectl: nothing yet, until `npm run fidelity -- --report`. */
const proven = join(root, 'src/kubectl/generated/proven.json');
if (!existsSync(proven)) {
  mkdirSync(dirname(proven), { recursive: true });
  writeFileSync(proven, '{"kubernetes":"1.35","parts":{}}\n');
}
