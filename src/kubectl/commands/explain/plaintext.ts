/** A schema as text. Mirrors kubectl pkg/explain/v2/templates/plaintext.tmpl. */

import { wordWrap } from '../../word-wrap.ts';
import { type ApiSchema, resolved, type Schemas, valuesOf } from './documents.ts';

/** `string`, `[]Container`, `map[string]string`, `Object`. */
export function typeName(schema: ApiSchema, schemas: Schemas): string {
  if (schema.items) return `[]${typeName(schema.items, schemas)}`;
  const values = valuesOf(schema);
  if (values) return `map[string]${typeName(values, schemas)}`;
  const [only, ...others] = schema.allOf ?? [];
  if (only && others.length === 0 && !schema.properties) return typeName(only, schemas);
  if (schema.$ref) {
    const target = resolved(schema, schemas);
    const isObject = target === schema || !target.type || target.type === 'object';
    return isObject ? (schema.$ref.split(/[/.]/).at(-1) ?? 'Object') : (target.type ?? 'Object');
  }
  return !schema.type || schema.type === 'object' ? 'Object' : schema.type;
}

const indent = (amount: number, text: string): string => {
  const pad = ' '.repeat(amount);
  return pad + text.replaceAll('\n', `\n${pad}`);
};

const shown = (value: unknown): string => (value === '' ? '""' : String(value));

/** The most values that stand behind a field in a list of fields. */
const MOST_VALUES = 4;

function shortEnum({ enum: values }: ApiSchema, amount: number): string {
  if (!values?.length) return '';
  const some = values.slice(0, MOST_VALUES).map(shown).join(', ');
  return `\n${' '.repeat(amount)}enum: ${some}${values.length > MOST_VALUES ? ', ....' : ''}`;
}

const longEnum = ({ enum: values }: ApiSchema): string =>
  values?.length ? `ENUM:${values.map((value) => `\n    ${shown(value)}`).join('')}` : '';

/** Every description on the way down to the fields. */
function description(schema: ApiSchema, schemas: Schemas): string {
  const own = resolved(schema, schemas);
  const values = valuesOf(own);
  return [
    own.description ? `${own.description}\n` : '',
    ...(own.allOf ?? []).map((one) => description(one, schemas)),
    own.items ? description(own.items, schemas) : '',
    values ? description(values, schemas) : '',
  ].join('');
}

interface Listing {
  readonly schemas: Schemas;
  readonly recursive: boolean;
}

function fieldDetail(
  name: string,
  owner: ApiSchema,
  field: ApiSchema,
  level: number,
  { schemas, recursive }: Listing,
): string {
  const amount = level * 2;
  const required = owner.required?.includes(name) ? ' -required-' : '';
  const head = `${' '.repeat(amount)}${name}\t<${typeName(field, schemas)}>${required}${shortEnum(field, amount)}\n`;
  if (recursive) return head;
  const prose = wordWrap(field.description || '<no description>', 78 - amount);
  return `${head}${indent(amount + 2, prose)}\n\n`;
}

function fieldList(
  schema: ApiSchema,
  level: number,
  seen: ReadonlySet<string>,
  listing: Listing,
): string {
  if (schema.$ref && seen.has(schema.$ref)) return '';
  const now = new Set([...seen, schema.$ref ?? '']);
  const own = resolved(schema, listing.schemas);
  const values = valuesOf(own);
  const entries = Object.entries(own.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...entries.map(
      ([name, field]) =>
        fieldDetail(name, own, field, level, listing) +
        (listing.recursive ? fieldList(field, level + 1, now, listing) : ''),
    ),
    ...(own.allOf ?? []).map((one) => fieldList(one, level, now, listing)),
    own.items ? fieldList(own.items, level, now, listing) : '',
    values ? fieldList(values, level, now, listing) : '',
  ].join('');
}

/** What is said of a field, after `FIELD: …` where it is one; undefined when the path leads nowhere. */
export function explained(
  schema: ApiSchema,
  path: readonly string[],
  listing: Listing,
): string | undefined {
  const { schemas } = listing;
  const own = resolved(schema, schemas);
  const [name, ...rest] = path;
  if (name === undefined) {
    const prose = wordWrap(description(own, schemas) || '<empty>', 76);
    const fields = fieldList(own, 1, new Set(), listing);
    return `DESCRIPTION:\n${indent(4, prose)}\n${fields ? `FIELDS:\n${fields}` : ''}`;
  }
  const field =
    own.properties && Object.hasOwn(own.properties, name) ? own.properties[name] : undefined;
  if (field) {
    const below = explained(field, rest, listing);
    if (below === undefined || rest.length > 0) return below;
    return `FIELD: ${name} <${typeName(field, schemas)}>\n${longEnum(field)}\n\n${below}`;
  }
  const inner = own.items ?? valuesOf(own);
  if (inner) return explained(inner, path, listing);
  for (const one of own.allOf ?? []) {
    const found = explained(one, path, listing);
    if (found !== undefined) return found;
  }
  return undefined;
}
