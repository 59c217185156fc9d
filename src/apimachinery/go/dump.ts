/** Go's own picture of a pod template, from which a real cluster's hashes are made. Mirrors apimachinery pkg/util/dump ForHash, of github.com/davecgh/go-spew. */
import { podTemplateStructs } from './pod-template-structs.ts';
import { dumpQuantity } from './quantity.ts';

interface Field {
  readonly name: string;
  /** In JSON; "" when the struct's fields stand among those of its parent. */
  readonly json: string;
  readonly type: string;
}

type Data = Readonly<Record<string, unknown>>;

/** "DNSPolicy" ⇒ "dnsPolicy", "TTY" ⇒ "tty", "Image" ⇒ "image". */
const jsonName = (name: string): string =>
  name.replace(/^([A-Z]+)(?=[A-Z][a-z]|$)|^[A-Z]/, (head) => head.toLowerCase());

/** "Ports:[]ContainerPort" ⇒ its parts. */
function parseField(text: string): Field {
  const [head = '', type] = text.split(':');
  if (head.endsWith('!')) {
    const name = head.slice(0, -1);
    return { name, json: '', type: name };
  }
  const [name = '', json = jsonName(name)] = head.split('=');
  return { name, json, type: type ?? 'string' };
}

function parseStructs(text: string): ReadonlyMap<string, readonly Field[]> {
  const lines = text.trim().replaceAll('\n  ', ' ').split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', ...fields] = line.split(' ');
      return [name, fields.map(parseField)];
    }),
  );
}

let structs: ReadonlyMap<string, readonly Field[]> | undefined;
/** Read at the first use: a cluster without workloads needs none. */
const fieldsOf = (type: string): readonly Field[] | undefined => {
  structs ??= parseStructs(podTemplateStructs);
  return structs.get(type);
};

/** Types whose package is not v1. */
const packages: Readonly<Record<string, string>> = {
  Quantity: 'resource.Quantity',
  IntOrString: 'intstr.IntOrString',
  UID: 'types.UID',
};

/** "[]Volume" ⇒ "[]v1.Volume" */
const fullName = (type: string): string =>
  type.replace(/[A-Z]\w*/, (name) => packages[name] ?? `v1.${name}`);

const zeroTime = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';

function dumpIntOrString(value: unknown): string {
  const isText = typeof value === 'string';
  const number = isText ? 0 : Number(value ?? 0);
  return `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${number} StrVal:(string)${isText ? value : ''}}`;
}

function dumpMap(value: unknown, type: string): string {
  const entries = Object.entries((value ?? {}) as Data).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return '<nil>';
  return `map[${entries.map(([key, item]) => `${key}:${body(item, type)}`).join(' ')}]`;
}

function dumpStruct(value: unknown, fields: readonly Field[]): string {
  const data = (value ?? {}) as Data;
  const parts = fields.map(({ name, json, type }) => {
    const item = json === '' ? data : data[json];
    return `${name}:(${fullName(type)})${body(item, type)}`;
  });
  return `{${parts.join(' ')}}`;
}

/** What stands after the type. Empty lists and maps are nil, as they are for whoever got them by protobuf. */
function body(value: unknown, type: string): string {
  if (type.startsWith('*')) {
    return value === undefined || value === null ? '<nil>' : body(value, type.slice(1));
  }
  if (type.startsWith('[]')) {
    const list = (value ?? []) as readonly unknown[];
    if (list.length === 0) return '<nil>';
    return `[${list.map((item) => body(item, type.slice(2))).join(' ')}]`;
  }
  if (type === 'map[string]string') return dumpMap(value, 'string');
  if (type === 'ResourceList') return dumpMap(value, 'Quantity');
  if (type === 'Quantity') return dumpQuantity(value);
  if (type === 'IntOrString') return dumpIntOrString(value);
  if (type === 'Time') return zeroTime;
  if (type === 'bool') return String(value ?? false);
  if (/^int(32|64)$/.test(type)) return String(value ?? 0);
  const fields = fieldsOf(type);
  return fields ? dumpStruct(value, fields) : String(value ?? '');
}

/** `(v1.PodTemplateSpec){ObjectMeta:(v1.ObjectMeta){Name:(string) …` */
export const dumpPodTemplate = (template: object): string =>
  `(v1.PodTemplateSpec)${body(template, 'PodTemplateSpec')}`;
