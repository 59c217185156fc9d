/**
 * `npx tsx scripts/generate-protobuf.mts GO_MODULES_FOLDER`: writes api/protobuf.json, the numbers and
 * types that the struct tags of k8s.io/api give each field. Needed again only for another version of Kubernetes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = 'v0.35.4';
const modules = process.argv[2];
if (modules === undefined) {
  process.stderr.write('Usage: npx tsx scripts/generate-protobuf.mts GO_MODULES_FOLDER/k8s.io\n');
  process.exit(2);
}
const output = join(dirname(fileURLToPath(import.meta.url)), '..', 'api/protobuf.json');

/** Types with a form of their own in JSON, and Go's scalars. */
const LEAVES: Readonly<Record<string, string>> = {
  string: 's',
  bool: 'b',
  int: 'i',
  int32: 'i',
  int64: 'i',
  uint32: 'i',
  uint64: 'i',
  uint8: 'i',
  float64: 'f',
  'meta.v1.Time': 'T',
  'meta.v1.MicroTime': 'U',
  'meta.v1.Duration': 'D',
  'meta.v1.FieldsV1': 'F',
  'runtime.RawExtension': 'R',
  'resource.Quantity': 'Q',
  'intstr.IntOrString': 'X',
  'meta.v1.Verbs': 'V',
  'apiextensions.v1.JSON': 'R',
  'apiextensions.v1.JSONSchemaPropsOrArray': 'A',
  'apiextensions.v1.JSONSchemaPropsOrBool': 'B',
  'apiextensions.v1.JSONSchemaPropsOrStringArray': 'A',
};

/** "/…/api@v0.35.4/apps/v1" ⇒ "apps.v1" */
const PACKAGES: readonly [folder: string, name: string][] = [
  [`apimachinery@${VERSION}/pkg/apis/meta/v1`, 'meta.v1'],
  [`apiextensions-apiserver@${VERSION}/pkg/apis/apiextensions/v1`, 'apiextensions.v1'],
  ...readdirSync(join(modules, `api@${VERSION}`), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(modules, `api@${VERSION}`, name))
        .filter((version) => /^v[12]$/.test(version))
        .map((version): [string, string] => [
          `api@${VERSION}/${name}/${version}`,
          `${name}.${version}`,
        ]),
    ),
];

const read = (path: string): string => readFileSync(path, 'utf8');

/** The package an import path ends in: "k8s.io/api/core/v1" ⇒ "core.v1". */
function packageOf(path: string): string {
  const parts = path.split('/');
  return /^v\d/.test(parts.at(-1) ?? '') ? parts.slice(-2).join('.') : (parts.at(-1) ?? '');
}

function importsOf(source: string): Map<string, string> {
  const found = source.matchAll(/^\s+(?:(\w+) )?"(k8s\.io\/[^"]+)"$/gm);
  return new Map(
    [...found].map(([, alias, path = '']) => [alias ?? basename(path), packageOf(path)]),
  );
}

/** Structs without fields. */
const EMPTY = ['apiextensions.v1.CustomResourceSubresourceStatus'];

const named = new Map<string, string>();
const structs = new Map<string, { body: string; imports: Map<string, string>; pack: string }>();
const groups: Record<string, string> = {};

for (const [folder, pack] of PACKAGES) {
  const path = join(modules, folder);
  const files = readdirSync(path).filter(
    (file) => /\.go$/.test(file) && !/_test|zz_|generated/.test(file),
  );
  for (const file of files) {
    const source = read(join(path, file));
    const imports = importsOf(source);
    const group = /GroupName\s*=\s*"([^"]*)"/.exec(source);
    if (group) groups[`${group[1]}/${pack.split('.')[1]}`.replace(/^\//, '')] = pack;
    for (const [, name = '', body = ''] of source.matchAll(
      /^type (\w+) struct \{\n([\s\S]*?)^\}/gm,
    )) {
      structs.set(`${pack}.${name}`, { body, imports, pack });
    }
    for (const [, name = '', type = ''] of source.matchAll(
      /^type (\w+) ((?:\[\])?[\w.]+)(?: .*)?$/gm,
    )) {
      if (type !== 'struct') named.set(`${pack}.${name}`, type);
    }
  }
}

/** `[]string` named types are messages of their own with one list: ExtraValue. */
const isListType = (name: string): boolean => named.get(name)?.startsWith('[]') ?? false;

function codeOf(type: string, imports: Map<string, string>, pack: string): string {
  if (type === '[]byte') return 'y';
  if (type.startsWith('*')) return codeOf(type.slice(1), imports, pack);
  if (type.startsWith('[]')) return `[${codeOf(type.slice(2), imports, pack)}`;
  const map = /^map\[[\w.]+\](.*)$/.exec(type);
  if (map) return `{${codeOf(map[1] ?? '', imports, pack)}`;
  if (LEAVES[type]) return LEAVES[type];
  const [alias, name] = type.includes('.') ? type.split('.') : ['', type];
  const full = alias ? `${imports.get(alias) ?? alias}.${name}` : `${pack}.${name}`;
  if (LEAVES[full]) return LEAVES[full];
  if (isListType(full)) return full.endsWith('ValidationRules') ? `[#${pack}.ValidationRule` : 'V';
  const underlying = named.get(full);
  if (underlying) return codeOf(underlying, imports, full.split('.').slice(0, -1).join('.'));
  if (full.startsWith('types.')) return 's';
  if (structs.has(full) || EMPTY.includes(full)) return `#${full}`;
  if (full.endsWith('.ResourceList')) return '{Q';
  console.error(`unknown type ${full}`);
  return '?';
}
/** Named maps are written where they are used. */
for (const [folder, pack] of PACKAGES) {
  for (const file of readdirSync(join(modules, folder)).filter((one) =>
    /types\w*\.go$/.test(one),
  )) {
    for (const [, name = '', type = ''] of read(join(modules, folder, file)).matchAll(
      /^type (\w+) (map\[.*)$/gm,
    )) {
      named.set(`${pack}.${name}`, type);
    }
  }
}

type Field = readonly [json: string, code: string, flags: string];
const messages: Record<string, Record<string, Field>> = {};
for (const [name, { body, imports, pack }] of structs) {
  const fields: Record<string, Field> = {};
  for (const line of body.split('\n')) {
    const found = /^\s*(?:(\w+)\s+)?([*[\]\w.]+)\s+`(.*)`/.exec(line);
    const tag = found?.[3] ?? '';
    const proto = /protobuf:"(\w+),(\d+),/.exec(tag);
    const json = /json:"([^",]*)(,[^"]*)?"/.exec(tag);
    if (!found || !proto || !json) continue;
    const type = found[2] ?? '';
    const isInline = json[2]?.includes('inline') ?? false;
    const flags = `${type.startsWith('*') ? '*' : ''}${json[2]?.includes('omit') ? 'o' : ''}${isInline ? '~' : ''}`;
    fields[proto[2] ?? ''] = [json[1] ?? '', codeOf(type, imports, pack), flags];
  }
  messages[name] = fields;
}

for (const name of EMPTY) messages[name] = {};

writeFileSync(output, `${JSON.stringify({ groups, messages })}\n`);
console.log(`${Object.keys(messages).length} messages`);
