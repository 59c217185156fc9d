/** What could be written at a place in a manifest. */
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { type Head, headAround } from './heads.ts';
import type { Completion, Completions } from './help.ts';
import { type Ask, type Field, fieldAt, fieldsOf, stepInto, typeText } from './schemas.ts';

/** What the server fills in itself is offered last. */
const seldomWritten = new Set(['status', 'managedFields', 'selfLink', 'uid', 'resourceVersion']);

/** What follows a key: nothing for what is typed on the line, an indented line for what has fields. */
function insertion(name: string, field: Field, indent: number): string {
  const { schema } = field;
  if (schema.type === 'array') return `${name}:\n${' '.repeat(indent)}- `;
  const isMap = schema.properties !== undefined || schema.additionalProperties !== undefined;
  return isMap ? `${name}:\n${' '.repeat(indent + 2)}` : `${name}: `;
}

const infoOf = ({ schema }: Field): { readonly info?: string } =>
  schema.description ? { info: schema.description } : {};

function keys(map: Field, { indent, siblings, word }: Cursor): readonly Completion[] {
  const required = new Set(map.schema.required);
  return fieldsOf(map)
    .filter(([name]) => !siblings.includes(name) || name === word)
    .map(([name, field]) => ({
      label: name,
      detail: required.has(name) ? `${typeText(field)}, required` : typeText(field),
      ...infoOf(field),
      apply: insertion(name, field, indent),
      boost: required.has(name) ? 10 : seldomWritten.has(name) ? -10 : 0,
    }));
}

const plain = (label: string, detail: string, apply = label): Completion => ({
  label,
  detail,
  apply,
  boost: 0,
});

function values(field: Field): readonly Completion[] {
  const { schema } = field;
  const given = schema.enum?.map(String) ?? (schema.type === 'boolean' ? ['true', 'false'] : []);
  const isDefault = (value: string): boolean => String(schema.default) === value;
  return given.map((value) => plain(value, isDefault(value) ? 'default' : ''));
}

/** Kinds a person writes: what can be created. */
const written = (kinds: readonly Kind[]): readonly Kind[] =>
  kinds.filter(({ verbs }) => verbs.includes('create') && verbs.includes('list'));

function heads(kinds: readonly Kind[], key: string, head: Head): readonly Completion[] {
  const fitting = written(kinds).filter((kind) =>
    key === 'kind'
      ? !head.apiVersion || apiVersionOf(kind) === head.apiVersion
      : !head.kind || kind.kind === head.kind,
  );
  const words = fitting.map((kind) =>
    key === 'kind' ? plain(kind.kind, apiVersionOf(kind)) : plain(apiVersionOf(kind), ''),
  );
  return [...new Map(words.map((word) => [word.label, word])).values()];
}

/** Whole beginnings, for an empty document. */
const beginnings = (kinds: readonly Kind[]): readonly Completion[] =>
  written(kinds).map((kind) =>
    plain(
      kind.kind,
      apiVersionOf(kind),
      `apiVersion: ${apiVersionOf(kind)}\nkind: ${kind.kind}\nmetadata:\n  name: `,
    ),
  );

async function optionsAt(
  ask: Ask,
  kinds: readonly Kind[],
  text: string,
  offset: number,
): Promise<readonly Completion[]> {
  const cursor = cursorAt(text, offset);
  const head = headAround(text, offset);
  const path = cursor.path.slice(head.depth);
  const isTop = path.length === 0;
  if (isTop && (cursor.key === 'kind' || cursor.key === 'apiVersion'))
    return heads(kinds, cursor.key, { ...head, [cursor.key]: '' });
  const map = await fieldAt(ask, head, path);
  if (cursor.key !== undefined) {
    const field = map && stepInto(map, cursor.key);
    return field ? values(field) : [];
  }
  if (map) return map.schema.properties ? keys(map, cursor) : values(map);
  if (!isTop) return [];
  const begun = new Set(cursor.siblings);
  if (begun.size === 0) return beginnings(kinds);
  const top = ['apiVersion', 'kind', 'metadata'].filter((name) => !begun.has(name));
  return top.map((name) => plain(name, '', name === 'metadata' ? 'metadata:\n  ' : `${name}: `));
}

/** What can stand at `offset`, and what of it is there already. Undefined where there is nothing to offer. */
export async function complete(
  ask: Ask,
  kinds: readonly Kind[],
  text: string,
  offset: number,
): Promise<Completions | undefined> {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (line.trimStart().startsWith('#')) return undefined;
  const options = await optionsAt(ask, kinds, text, offset);
  return options.length > 0 ? { from: cursorAt(text, offset).from, options } : undefined;
}
