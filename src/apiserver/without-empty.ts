/** What Go's `omitempty` leaves out when an object is stored: empty maps and lists that nobody requires, and zeros of what is no pointer. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { setKey } from '#apimachinery/patch/merge.ts';
import { definition, type FieldSchema } from '#apimachinery/schema.ts';

const isRecord = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists and maps without anything in them go, and `hostNetwork: false`; structs stay, for `emptyDir: {}` means something. */
function isOmitted(value: Json, field: FieldSchema): boolean {
  if (field.omitsZero) return value === '' || value === 0 || value === false;
  if (field.required) return false;
  if (field.type === 'array') return Array.isArray(value) && value.length === 0;
  if (field.type === 'map') return isRecord(value) && Object.keys(value).length === 0;
  return false;
}

function walk(value: Json, field: FieldSchema): Json {
  if (field.type === 'object' && field.ref && isRecord(value))
    return withoutEmpty(field.ref, value);
  const { items } = field;
  if (field.type === 'array' && items && Array.isArray(value)) {
    let isChanged = false;
    const next = (value as readonly Json[]).map((item) => {
      const walked = walk(item, items);
      isChanged ||= walked !== item;
      return walked;
    });
    return isChanged ? next : value;
  }
  return value;
}

/** `value` as the definition `name` would store it; itself when nothing is left out. */
export function withoutEmpty(name: string, value: Json): Json {
  const fields = definition(name)?.fields;
  if (!fields || !isRecord(value)) return value;
  let isChanged = false;
  const next: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field && isOmitted(inner, field)) {
      isChanged = true;
      continue;
    }
    const walked = field ? walk(inner, field) : inner;
    isChanged ||= walked !== inner;
    setKey(next, key, walked);
  }
  return isChanged ? next : value;
}
