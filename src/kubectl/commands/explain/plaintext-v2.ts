/** A schema of version 2 as text. Mirrors kubectl pkg/explain (model_printer.go, fields_printer.go, field_lookup.go). */
import { KubectlError } from '../../errors.ts';
import { type ApiSchema, type Gvk, resolved, type Schemas, valuesOf } from './documents.ts';
import { wrapParagraphs } from './wrap-v2.ts';

const WIDTH = 80;

interface World {
  readonly schemas: Schemas;
  readonly gvk: Gvk;
  readonly recursive: boolean;
}

/** What a schema is to kubectl's model of version 2. Mirrors kube-openapi pkg/util/proto/document.go ParseSchema. */
type Shape = 'reference' | 'kind' | 'map' | 'array' | 'primitive' | 'arbitrary';

function shapeOf({ $ref, type, properties }: ApiSchema): Shape {
  if ($ref) return 'reference';
  if (properties) return 'kind';
  if (type === undefined) return 'arbitrary';
  if (type === 'object') return 'map';
  return type === 'array' ? 'array' : 'primitive';
}

/** What is inside a list, a map or behind a reference. */
function innerOf(schema: ApiSchema, schemas: Schemas): ApiSchema {
  const shape = shapeOf(schema);
  if (shape === 'reference') return resolved(schema, schemas);
  const inner = shape === 'array' ? schema.items : valuesOf(schema);
  return inner ?? (schema.description ? { description: schema.description } : {});
}

function typeName(schema: ApiSchema, schemas: Schemas): string {
  switch (shapeOf(schema)) {
    case 'kind':
      return 'Object';
    case 'primitive':
      return schema.type ?? '';
    case 'arbitrary':
      return '';
    case 'array':
      return `[]${typeName(innerOf(schema, schemas), schemas)}`;
    case 'map':
      return `map[string]${typeName(innerOf(schema, schemas), schemas)}`;
    default:
      return typeName(innerOf(schema, schemas), schemas);
  }
}

/** The schema at the end of a path; a single value swallows the rest of it. */
function lookup(schema: ApiSchema, path: readonly string[], schemas: Schemas): ApiSchema {
  const shape = shapeOf(schema);
  if (path.length === 0 || shape === 'primitive' || shape === 'arbitrary') return schema;
  if (shape !== 'kind') return lookup(innerOf(schema, schemas), path, schemas);
  const [name = '', ...rest] = path;
  const field = Object.hasOwn(schema.properties ?? {}, name)
    ? schema.properties?.[name]
    : undefined;
  if (!field) throw new KubectlError(`field ${JSON.stringify(name)} does not exist`);
  return lookup(field, rest, schemas);
}

const lines = (indent: number, texts: readonly string[]): string =>
  texts.map((text) => (text === '' ? '\n' : `${' '.repeat(indent)}${text}\n`)).join('');

const wrapped = (indent: number, text: string): string =>
  lines(indent, wrapParagraphs(text, WIDTH - indent));

function descriptions(texts: readonly string[]): string {
  const said = texts.flatMap((text, at) =>
    text === '' ? [] : [(at === 0 ? '' : '\n') + wrapped(5, text)],
  );
  return `DESCRIPTION:\n${said.length > 0 ? said.join('') : wrapped(5, '<empty>')}`;
}

const fieldsOf = ({ properties = {} }: ApiSchema): readonly (readonly [string, ApiSchema])[] =>
  Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));

function fieldList(schema: ApiSchema, { schemas }: World): string {
  return fieldsOf(schema)
    .map(([name, field]) => {
      const required = schema.required?.includes(name) ? ' -required-' : '';
      const head = `   ${name}\t<${typeName(field, schemas)}>${required}\n`;
      return `${head}${wrapped(5, field.description ?? '')}\n`;
    })
    .join('');
}

/** The names below, each reference once on the way down. */
function fieldTree(
  schema: ApiSchema,
  indent: number,
  above: ReadonlySet<string>,
  schemas: Schemas,
): string {
  const shape = shapeOf(schema);
  if (shape === 'primitive' || shape === 'arbitrary') return '';
  if (shape !== 'kind') {
    if (schema.$ref && above.has(schema.$ref)) return '';
    const now = schema.$ref ? new Set([...above, schema.$ref]) : above;
    return fieldTree(innerOf(schema, schemas), indent, now, schemas);
  }
  return fieldsOf(schema)
    .map(
      ([name, field]) =>
        `${' '.repeat(indent)}${name}\t<${typeName(field, schemas)}>\n` +
        fieldTree(field, indent + 3, above, schemas),
    )
    .join('');
}

/** Kind, version, what it is and its fields; through lists, maps and references, whose words are gathered. */
function model(name: string, schema: ApiSchema, world: World): string {
  const { gvk, schemas, recursive } = world;
  const said: string[] = [];
  const type = typeName(schema, schemas);
  let own = schema;
  while (['reference', 'array', 'map'].includes(shapeOf(own))) {
    said.push(own.description ?? '');
    own = innerOf(own, schemas);
  }
  const shape = shapeOf(own);
  const version = gvk.group ? `${gvk.group}/${gvk.version}` : gvk.version;
  const head = `KIND:     ${gvk.kind}\nVERSION:  ${version}\n\n`;
  const words = descriptions([...said, own.description ?? '']);
  if (shape === 'arbitrary') return head + words;
  if (shape === 'primitive') return `${head}FIELD:    ${name} <${type}>\n\n${words}`;
  const fields = recursive ? fieldTree(own, 3, new Set(), schemas) : fieldList(own, world);
  const resource = name ? `RESOURCE: ${name} <${type}>\n\n` : '';
  return `${head}${resource}${words}\nFIELDS:\n${fields}`;
}

/** What `explain --output plaintext-openapiv2` prints. */
export const explainedV2 = (schema: ApiSchema, path: readonly string[], world: World): string =>
  model(path.at(-1) ?? '', lookup(schema, path, world.schemas), world);
