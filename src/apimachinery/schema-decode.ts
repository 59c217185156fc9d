/** Strict decoding: what a Go server would say of fields it doesn't know or can't store. */
import type { Json, JsonObject } from './object.ts';
import { ParseError } from './parse-error.ts';
import { setKey } from './patch/merge.ts';
import { canonicalQuantity } from './quantity.ts';
import { definition, type FieldSchema } from './schema.ts';
import {
  base64Error,
  type DecoderWords,
  goTypeOf,
  type Place,
  wordsOf,
} from './schema-go-words.ts';

export interface DecodeResult {
  /** Without unknown fields and nulls; the argument itself when there was nothing to change. */
  readonly value: Json;
  /** Paths as upstream names them: `spec.template.spec.containers[0].imgae`. */
  readonly unknownFields: readonly string[];
  /** `json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32` */
  readonly typeError?: string;
}

/** Mirrors sigs.k8s.io/json decode.go: goes on after an error and keeps the first. */
class Decoder {
  readonly unknownFields: string[] = [];
  typeError: string | undefined;
  private readonly words: DecoderWords;

  constructor(words: DecoderWords) {
    this.words = words;
  }

  private fail(message: string): undefined {
    this.typeError ??= message;
    return undefined;
  }

  private mismatch(value: Json, place: Place, type: string, shown?: string): undefined {
    return this.fail(this.words.mismatch(value, place, type, shown));
  }

  field(value: Json, schema: FieldSchema, place: Place): Json | undefined {
    switch (schema.type) {
      case 'object':
        return this.object(value, schema, place);
      case 'array':
        return this.array(value, schema, place);
      case 'map':
        return this.map(value, schema, place);
      case 'any':
        return value;
      default:
        return this.scalar(value, schema, place);
    }
  }

  object(value: Json, schema: FieldSchema, place: Place): Json | undefined {
    const known = definition(schema.ref ?? '')?.fields;
    if (!known) return value;
    if (!isObject(value)) return this.mismatch(value, place, goTypeOf(schema));
    const struct = (schema.ref ?? '').split('.').at(-1) ?? '';
    return rebuild(value, (key, inner) => {
      const field = Object.hasOwn(known, key) ? known[key] : undefined;
      const path = place.path ? `${place.path}.${key}` : key;
      if (!field) {
        this.unknownFields.push(path);
        return undefined;
      }
      if (inner === null) return undefined;
      const name = field.embedded ? `${field.embedded}.${key}` : key;
      const stack = place.stack ? `${place.stack}.${name}` : name;
      return this.field(inner, field, { path, stack, struct, field: field.type });
    });
  }

  array(value: Json, schema: FieldSchema, place: Place): Json | undefined {
    const items = schema.items;
    if (!isArray(value) || !items) return this.mismatch(value, place, goTypeOf(schema));
    let changed = false;
    const next = value.map((inner, index) => {
      const at = { ...place, path: `${place.path}[${index}]`, field: items.type };
      const decoded = inner === null ? zeroOf(items) : this.field(inner, items, at);
      changed ||= decoded !== inner;
      return decoded ?? zeroOf(items);
    });
    return changed ? next : value;
  }

  map(value: Json, schema: FieldSchema, place: Place): Json | undefined {
    const items = schema.items;
    if (!isObject(value) || !items) return this.mismatch(value, place, goTypeOf(schema));
    return rebuild(value, (key, inner) =>
      inner === null
        ? zeroOf(items)
        : this.field(inner, items, {
            ...place,
            path: `${place.path}.${key}`,
            field: items.type,
          }),
    );
  }

  scalar(value: Json, schema: FieldSchema, place: Place): Json | undefined {
    switch (schema.type) {
      case 'boolean':
        return typeof value === 'boolean' ? value : this.mismatch(value, place, 'bool');
      case 'integer':
        return this.integer(value, schema.format ?? 'int64', place);
      case 'number':
        return typeof value === 'number' ? value : this.mismatch(value, place, 'float64');
      case 'intOrString':
        return typeof value === 'string' ? value : this.integer(value, 'int32', place);
      case 'quantity':
        return this.quantity(value);
      case 'time':
        return this.time(value, place);
      default:
        return this.text(value, schema, place);
    }
  }

  private integer(value: Json, type: string, place: Place): Json | undefined {
    if (typeof value !== 'number') return this.mismatch(value, place, type);
    const limit = type === 'int32' ? 2 ** 31 : 2 ** 63;
    if (Number.isInteger(value) && value < limit && value >= -limit) return value;
    return this.mismatch(value, place, type, `number ${value}`);
  }

  private text(value: Json, schema: FieldSchema, place: Place): Json | undefined {
    if (typeof value !== 'string') return this.mismatch(value, place, goTypeOf(schema));
    const illegal = schema.format === 'byte' ? base64Error(value) : undefined;
    return illegal === undefined ? value : this.fail(this.words.base64(illegal));
  }

  private quantity(value: Json): Json | undefined {
    const text = typeof value === 'number' ? String(value) : value;
    try {
      return canonicalQuantity(typeof text === 'string' ? text.trim() : JSON.stringify(text));
    } catch (error) {
      if (error instanceof ParseError) return this.fail(error.message);
      throw error;
    }
  }

  private time(value: Json, place: Place): Json | undefined {
    if (typeof value !== 'string') return this.mismatch(value, place, 'string');
    if (RFC3339.test(value)) return value;
    const layout = '2006-01-02T15:04:05Z07:00';
    return this.fail(`parsing time "${value}" as "${layout}": cannot parse "${value}" as "2006"`);
  }
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Go has where JSON said null: "" for a string, {} for a struct. */
function zeroOf(schema: FieldSchema): Json {
  if (schema.type === 'string') return '';
  if (schema.type === 'integer' || schema.type === 'number') return 0;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'quantity') return '0';
  return {};
}

/** The object with every field replaced by what `decode` makes of it; undefined drops the field. */
function rebuild(
  value: JsonObject,
  decode: (key: string, inner: Json) => Json | undefined,
): JsonObject {
  let changed = false;
  const next: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    // A key without a value comes from a caller in the process: JSON would not have carried it.
    const decoded = inner === undefined ? undefined : decode(key, inner);
    changed ||= decoded !== inner;
    if (decoded !== undefined) setKey(next, key, decoded);
  }
  return changed ? next : value;
}

/**
 * Reads `value` as the definition: `decode('io.k8s.api.core.v1.Pod', body)`. A strategic merge patch is
 * read by another of upstream's decoders, with words of its own: `converter`.
 */
export function decode(
  definitionName: string,
  value: Json,
  words: 'json' | 'converter' = 'json',
): DecodeResult {
  const decoder = new Decoder(wordsOf[words]);
  const place: Place = { path: '', stack: '', struct: '', field: 'object' };
  const decoded = decoder.object(value, { type: 'object', ref: definitionName }, place);
  return {
    value: decoded ?? {},
    unknownFields: [...new Set(decoder.unknownFields)],
    ...(decoder.typeError === undefined ? {} : { typeError: decoder.typeError }),
  };
}
