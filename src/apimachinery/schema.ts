/** What fields each definition of the API has: read from the compact JSON that scripts/generate-schema.mts writes. */
import compact from './generated/schema.json' with { type: 'json' };
import type { Json } from './object.ts';

export type FieldType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'object'
  | 'array'
  | 'map'
  | 'intOrString'
  | 'quantity'
  | 'time'
  | 'any';

export interface FieldSchema {
  readonly type: FieldType;
  /** The definition of an `object`: `io.k8s.api.core.v1.PodSpec`. */
  readonly ref?: string;
  /** The definition of an `any`: nothing inside it is decoded. */
  readonly opaque?: string;
  /** What an `array` or a `map` holds. */
  readonly items?: FieldSchema;
  /** The key that a strategic merge patch pairs list items by. */
  readonly mergeKey?: string;
  /** `merge`, `replace`, `retainKeys` or several with commas. */
  readonly patchStrategy?: string;
  /** `atomic`, `set` or `map`: how server-side apply sees the list. */
  readonly listType?: string;
  readonly listMapKeys?: readonly string[];
  readonly required?: boolean;
  readonly default?: Json;
  /** `int32`, `int64`, `byte`, `date-time`, `micro-time` */
  readonly format?: string;
  /** The values there are. */
  readonly values?: readonly string[];
  /** What an `object` without a `ref` is: the fields of a custom resource have no names. */
  readonly inline?: Schema;
  /** Go keeps the struct itself, not a pointer: it is written as `{}` when empty. */
  readonly always?: boolean;
  /** Go's named string type, `v1.PullPolicy`: error messages name it. */
  readonly goType?: string;
  /** The struct it stands in by embedding, `ProbeHandler`: error messages name it. */
  readonly embedded?: string;
  /** What Go writes when the field was never set; undefined where it then leaves the field out. */
  readonly zero?: Json;
  /** Go leaves out "", 0 and false here, set or not. */
  readonly omitsZero?: boolean;
  /** `atomic` or `granular`: how server-side apply sees this map or object, whatever its definition says. */
  readonly mapType?: string;
  /** An `any` whose maps are owned key by key: what a custom resource's schema leaves open. */
  readonly isOpen?: boolean;
}

export interface Schema {
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** Server-side apply sees the whole object as one value. */
  readonly atomic: boolean;
  /** Other fields than those named may be there too. */
  readonly isOpen?: boolean;
}

/** `[#4` is a list of definition 4, `{q` a map of quantities, `#4!` definition 4 held by value, `?x` anything, called x. */
type Code = string;
interface CompactField {
  readonly t: Code;
  readonly k?: string;
  readonly p?: string;
  readonly l?: string;
  readonly m?: string;
  readonly r?: number;
  readonly d?: Json;
  readonly g?: string;
  readonly e?: string;
  readonly v?: string;
  readonly z?: string;
  readonly a?: string;
}
interface CompactSchemas {
  readonly names: readonly string[];
  readonly fields: readonly Readonly<Record<string, Code | CompactField>>[];
}

const { names, fields } = compact as unknown as CompactSchemas;
const indexes = new Map(names.map((name, index) => [name, index]));
const cache = new Map<string, Schema>();

const LEAVES: Readonly<Record<string, FieldSchema>> = {
  s: { type: 'string', omitsZero: true },
  y: { type: 'string', format: 'byte' },
  i: { type: 'integer', format: 'int32', omitsZero: true },
  l: { type: 'integer', format: 'int64', omitsZero: true },
  n: { type: 'number', omitsZero: true },
  b: { type: 'boolean', omitsZero: true },
  t: { type: 'time', format: 'date-time' },
  u: { type: 'time', format: 'micro-time' },
  q: { type: 'quantity' },
  x: { type: 'intOrString' },
};

/** What `z` stands for. */
const ZEROS: Readonly<Record<string, Json>> = { n: null, s: '', '0': 0, f: false, q: '0' };

function readCode(code: Code): FieldSchema {
  if (code.endsWith('!')) return { ...readCode(code.slice(0, -1)), always: true };
  if (code.startsWith('[')) return { type: 'array', items: readCode(code.slice(1)) };
  if (code.startsWith('{')) return { type: 'map', items: readCode(code.slice(1)) };
  if (code.startsWith('#')) return { type: 'object', ref: names[Number(code.slice(1))] ?? '' };
  if (code.startsWith('?'))
    return { type: 'any', ...(code === '?' ? {} : { opaque: code.slice(1) }) };
  return LEAVES[code] ?? { type: 'any' };
}

function readField(field: Code | CompactField): FieldSchema {
  if (typeof field === 'string') return readCode(field);
  return {
    ...readCode(field.t),
    ...(field.k === undefined ? {} : { mergeKey: field.k }),
    ...(field.p === undefined ? {} : { patchStrategy: field.p }),
    ...(field.l === undefined ? {} : { listType: field.l }),
    ...(field.m === undefined ? {} : { listMapKeys: field.m.split(',') }),
    ...(field.r === undefined ? {} : { required: true }),
    ...(field.d === undefined ? {} : { default: field.d }),
    ...(field.g === undefined ? {} : { goType: field.g }),
    ...(field.e === undefined ? {} : { embedded: field.e }),
    ...(field.v === undefined ? {} : { values: field.v.split(',') }),
    ...(field.r === undefined && field.z === undefined ? {} : { omitsZero: false }),
    ...(field.z === undefined || field.z === 'p' ? {} : { zero: ZEROS[field.z] ?? null }),
    ...(field.a === undefined ? {} : { mapType: field.a }),
  };
}

/** `definition('io.k8s.api.core.v1.Pod')`: its fields, or undefined when no kind of ours reaches it. */
export function definition(name: string): Schema | undefined {
  const known = cache.get(name);
  if (known) return known;
  const index = indexes.get(name);
  const body = index === undefined ? undefined : fields[index];
  if (!body) return undefined;
  const own = Object.entries(body).filter(([field]) => field !== '');
  const schema: Schema = {
    fields: Object.fromEntries(own.map(([field, code]) => [field, readField(code)])),
    atomic: body[''] !== undefined,
  };
  cache.set(name, schema);
  return schema;
}

/** What an `object` holds: the fields given with it, or the definition it refers to. */
export const structureOf = (field: FieldSchema): Schema | undefined =>
  field.inline ?? (field.ref ? definition(field.ref) : undefined);
