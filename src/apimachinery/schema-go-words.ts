/** Go's names of types and values, for the messages of a decoder written in Go. */
import type { Json } from './object.ts';
import type { FieldSchema, FieldType } from './schema.ts';

/** How encoding/json calls what it found: `string`, `number`, `bool`, `array`, `object`. */
export function valueWord(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** { type: 'array', items: Container } ⇒ "[]v1.Container" */
export function goTypeOf(schema: FieldSchema): string {
  if (schema.goType) return schema.goType;
  switch (schema.type) {
    case 'object':
      return (schema.ref ?? '').split('.').slice(-2).join('.');
    case 'array':
      return `[]${schema.items ? goTypeOf(schema.items) : 'string'}`;
    case 'map':
      return schema.items?.type === 'quantity'
        ? 'v1.ResourceList'
        : `map[string]${schema.items ? goTypeOf(schema.items) : 'string'}`;
    case 'integer':
      return schema.format ?? 'int64';
    case 'boolean':
      return 'bool';
    case 'string':
      return schema.format === 'byte' ? '[]uint8' : 'string';
    default:
      return 'string';
  }
}

/** "hello" ⇒ "illegal base64 data at input byte 4"; undefined when it is base64. */
export function base64Error(text: string): string | undefined {
  const plain = text.replace(/[\r\n]/g, '');
  const bad = plain.search(/[^A-Za-z0-9+/]/);
  const body = bad < 0 ? plain : plain.slice(0, bad);
  const padding = bad < 0 ? '' : plain.slice(bad);
  const rest = body.length % 4;
  if (rest === 0 && padding === '') return undefined;
  if (rest === 2 && padding === '==') return undefined;
  if (rest === 3 && padding === '=') return undefined;
  return `illegal base64 data at input byte ${padding ? body.length : body.length - rest}`;
}

/** Where in the document we are, for both kinds of message. */
export interface Place {
  /** `spec.containers[0]`: unknown fields are named by it. */
  readonly path: string;
  /** `spec.containers`: type errors are named by it. */
  readonly stack: string;
  /** Go's name of the struct around: `PodSpec`. */
  readonly struct: string;
  /** What was expected there: `array`. */
  readonly field: FieldType;
}

/** How a decoder complains. */
export interface DecoderWords {
  /** `type` is Go's; `shown` stands for the value where its kind says too little. */
  mismatch(value: Json, place: Place, type: string, shown?: string): string;
  base64(problem: string): string;
}

/** sigs.k8s.io/json: `json: cannot unmarshal string into Go struct field … of type int32` */
const json: DecoderWords = {
  mismatch: (value, { struct, stack }, type, shown = valueWord(value)) => {
    const where = struct ? `struct field ${struct}.${stack}` : 'value';
    return `json: cannot unmarshal ${shown} into Go ${where} of type ${type}`;
  },
  base64: (problem) => problem,
};

/** Go's kind of a value that was JSON: "int64", "map". */
function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return { boolean: 'bool', string: 'string' }[typeof value as string] ?? 'map';
}

/** Types that unmarshal themselves know nothing of what is around them. */
const nowhere: Place = { path: '', stack: '', struct: '', field: 'any' };
const SIMPLE = ['string', 'bool', 'int32', 'int64', 'float64'];

/** Mirrors apimachinery pkg/runtime/converter.go fromUnstructured: `cannot convert int64 to string` */
const converter: DecoderWords = {
  mismatch: (value, { field }, type) => {
    const kind = kindOf(value);
    if (field === 'intOrString' || field === 'time') return json.mismatch(value, nowhere, type);
    if (field === 'object') return `cannot restore struct from: ${kind}`;
    if (field === 'map') return `cannot restore map from ${kind}`;
    if (field === 'array' || type.startsWith('[]')) return `cannot restore slice from ${kind}`;
    const target = SIMPLE.includes(type) ? type : 'string';
    const canBecome = kind === 'int64' ? target !== 'bool' : target.startsWith('int');
    return kind !== 'string' && kind !== 'bool' && canBecome
      ? `cannot convert ${kind} to ${type}`
      : `unrecognized type: ${target}`;
  },
  base64: (problem) => `error decoding from json: ${problem}`,
};

export const wordsOf: Readonly<Record<'json' | 'converter', DecoderWords>> = { json, converter };
