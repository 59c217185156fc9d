/** Objects in Kubernetes' protocol buffers to the JSON they stand for: typed clients of client-go write so. */
import { printGoDuration } from '#apimachinery/duration.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { printTime } from '#apimachinery/time.ts';
import table from '../../../api/protobuf.json' with { type: 'json' };
import { ProtobufError, readFields, readPacked, type WireField } from './reader.ts';

/**
 * `["replicas", "i", "*o"]`: its name in JSON, its type, and `*` a pointer, `o` omitted when empty,
 * `~` a message whose fields stand among the others. Types: `#core.v1.PodSpec` a message, `[` a list of,
 * `{` a map of, and the leaves below.
 */
type Field = readonly [name: string, code: string, flags: string];

const { groups, messages } = table as unknown as {
  readonly groups: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, Readonly<Record<string, Field>>>>;
};

const MAGIC = [0x6b, 0x38, 0x73, 0];
const decoder = new TextDecoder();
const text = (bytes: Uint8Array): string => decoder.decode(bytes);

const first = (bytes: Uint8Array, number: number): WireField | undefined => {
  for (const field of readFields(bytes)) if (field.number === number) return field;
  return undefined;
};
const numberIn = (bytes: Uint8Array, number: number): number =>
  Number(first(bytes, number)?.value ?? 0n);
const bytesIn = (bytes: Uint8Array, number: number): Uint8Array =>
  first(bytes, number)?.bytes ?? new Uint8Array();

function doubleOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, bits));
  return view.getFloat64(0);
}

function timeOf(bytes: Uint8Array, isMicro: boolean): Json | undefined {
  if (bytes.length === 0) return undefined;
  const seconds = numberIn(bytes, 1);
  const micros = Math.floor(numberIn(bytes, 2) / 1_000);
  const printed = printTime(seconds * 1_000);
  return isMicro ? printed.replace('Z', `.${String(micros).padStart(6, '0')}Z`) : printed;
}

/** Texts of field 1, one each. */
const textsOf = (bytes: Uint8Array): Json =>
  [...readFields(bytes)].filter(({ number }) => number === 1).map((field) => text(field.bytes));

function rawOf(bytes: Uint8Array): Json | undefined {
  const raw = text(bytesIn(bytes, 1));
  try {
    return raw === '' ? undefined : (JSON.parse(raw) as Json);
  } catch {
    throw new ProtobufError('a raw field holds no JSON');
  }
}

const SCHEMA = '#apiextensions.v1.JSONSchemaProps';

/** A schema, or a list of schemas or of names. */
function schemaOrList(bytes: Uint8Array): Json | undefined {
  const schema = first(bytes, 1);
  if (schema) return fieldValue(SCHEMA, schema);
  return [...readFields(bytes)].map((field) => text(field.bytes));
}

/** A schema, or whether anything is allowed. */
function schemaOrBool(bytes: Uint8Array): Json | undefined {
  const schema = first(bytes, 2);
  return schema ? fieldValue(SCHEMA, schema) : numberIn(bytes, 1) !== 0;
}

const leaves: Readonly<Record<string, (field: WireField) => Json | undefined>> = {
  s: ({ bytes }) => text(bytes),
  i: ({ value = 0n }) => Number(value),
  b: ({ value = 0n }) => value !== 0n,
  f: ({ value = 0n }) => doubleOf(value),
  y: ({ bytes }) => Buffer.from(bytes).toString('base64'),
  T: ({ bytes }) => timeOf(bytes, false),
  U: ({ bytes }) => timeOf(bytes, true),
  D: ({ bytes }) => printGoDuration(numberIn(bytes, 1) / 1_000_000),
  Q: ({ bytes }) => text(bytesIn(bytes, 1)),
  X: ({ bytes }) => (numberIn(bytes, 1) === 0 ? numberIn(bytes, 2) : text(bytesIn(bytes, 3))),
  F: ({ bytes }) => rawOf(bytes),
  R: ({ bytes }) => rawOf(bytes),
  V: ({ bytes }) => textsOf(bytes),
  A: ({ bytes }) => schemaOrList(bytes),
  B: ({ bytes }) => schemaOrBool(bytes),
};

function fieldValue(code: string, field: WireField): Json | undefined {
  if (code.startsWith('#')) return messageOf(code.slice(1), field.bytes);
  return leaves[code]?.(field);
}

/** A map's entry: 1 is the key, 2 the value (absent: the value's zero). */
function addEntry(into: Record<string, Json>, code: string, { bytes }: WireField): void {
  const value = fieldValue(
    code,
    first(bytes, 2) ?? { number: 2, value: undefined, bytes: new Uint8Array() },
  );
  if (value !== undefined) into[text(bytesIn(bytes, 1))] = value;
}

const isEmpty = (value: Json): boolean => value === '' || value === 0 || value === false;

function addField(into: Record<string, Json>, [name, code, flags]: Field, field: WireField): void {
  if (code.startsWith('[')) {
    const list = (into[name] as Json[] | undefined) ?? [];
    into[name] = list;
    const isPacked = code === '[i' && field.value === undefined;
    if (isPacked) list.push(...readPacked(field.bytes).map(Number));
    else list.push(fieldValue(code.slice(1), field) ?? null);
    return;
  }
  if (code.startsWith('{')) {
    const map = (into[name] as Record<string, Json> | undefined) ?? {};
    into[name] = map;
    addEntry(map, code.slice(1), field);
    return;
  }
  const value = fieldValue(code, field);
  if (value === undefined) return;
  if (flags.includes('~')) Object.assign(into, value);
  else if (flags.includes('*') || !flags.includes('o') || !isEmpty(value)) into[name] = value;
}

function messageOf(name: string, bytes: Uint8Array): JsonObject {
  const fields = messages[name] ?? {};
  const into: Record<string, Json> = {};
  for (const field of readFields(bytes)) {
    const known = fields[field.number];
    if (known) addField(into, known, field);
  }
  return into;
}

/** DeleteOptions and the like belong to every group. */
const definitionOf = (apiVersion: string, kind: string): string | undefined =>
  [`${groups[apiVersion] ?? ''}.${kind}`, `meta.v1.${kind}`].find((name) =>
    Object.hasOwn(messages, name),
  );

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').slice(0, 2_048);

/**
 * The object in a body of `application/vnd.kubernetes.protobuf`; undefined when its kind has no such form
 * (custom resources). Throws ProtobufError. Mirrors apimachinery pkg/runtime/serializer/protobuf.
 */
export function decodeProtobuf(body: Uint8Array): JsonObject | undefined {
  if (MAGIC.some((byte, at) => body[at] !== byte)) {
    throw new ProtobufError(
      `provided data does not appear to be a protobuf message, expected prefix [${MAGIC.join(' ')}] (${hex(body)})`,
    );
  }
  const envelope = body.subarray(MAGIC.length);
  const type = bytesIn(envelope, 1);
  const apiVersion = text(bytesIn(type, 1));
  const kind = text(bytesIn(type, 2));
  const name = definitionOf(apiVersion, kind);
  return name ? { kind, apiVersion, ...messageOf(name, bytesIn(envelope, 2)) } : undefined;
}
