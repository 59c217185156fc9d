/** Bodies that are no object at all: cut off, too deep, too large, in no alphabet. */
import { apps, core, type MalformedCase, send, sendText } from './case.ts';

const configMaps = `${core}/configmaps`;
const yaml = { 'content-type': 'application/yaml' };
const head = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bad"}';

const deep = (levels: number, open: string, close: string): string =>
  `${head},"data":{"a":${open.repeat(levels)}1${close.repeat(levels)}}}`;

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array => {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...encoder.encode(part)] : [...part])),
  );
};

/** Nine lists, each of nine times the one before: a billion ends. */
const bomb = (): string => {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let level = 1; level < 9; level += 1) {
    const before = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => before).join(',')}]`);
  }
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad}\n${lines.join('\n')}\n`;
};

const texts: Readonly<Record<string, string>> = {
  empty: '',
  'a brace': '{',
  'half an object': '{"kind":"ConfigMap"',
  null: 'null',
  'a number': '5',
  text: '"text"',
  'a list': '[]',
  true: 'true',
  'an empty object': '{}',
  'a trailing comma': `${head},}`,
  'single quotes': "{'kind':'ConfigMap'}",
  'a comment': `${head}} // done`,
  NaN: `${head},"data":{"a":NaN}}`,
  'a lone surrogate': `${head},"data":{"a":5,"b":"\\ud800"}}`,
  'a number too large': `${head},"data":{"a":1e999}}`,
  HTML: '<html></html>',
  'another kind': '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"bad"}}',
  'another version': '{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"bad"}}',
  'another group': '{"apiVersion":"apps/v1","kind":"ConfigMap","metadata":{"name":"bad"}}',
  'a kind that is not there': '{"apiVersion":"v1","kind":"__proto__","metadata":{"name":"bad"}}',
  'a kind that is a number': '{"apiVersion":"v1","kind":5,"metadata":{"name":"bad"}}',
  'a version that is a list': '{"apiVersion":[],"kind":"ConfigMap","metadata":{"name":"bad"}}',
  'metadata that is a list': '{"apiVersion":"v1","kind":"ConfigMap","metadata":[]}',
  'metadata that is text': '{"apiVersion":"v1","kind":"ConfigMap","metadata":"bad"}',
  'a name that is a number': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":5}}',
  'no name': '{"apiVersion":"v1","kind":"ConfigMap"}',
  'a version of its own':
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bad","resourceVersion":"5"}}',
  'a list of objects': '{"apiVersion":"v1","kind":"List","items":[]}',
  'a NUL in the text': `${head},"data":{"a":"\u0000"}}`,
  'a NUL behind the end': `${head}}\u0000`,
};

const yamlTexts: Readonly<Record<string, string>> = {
  'a tab': 'apiVersion: v1\n\tkind: ConfigMap\n',
  'an open quote': 'apiVersion: "v1\nkind: ConfigMap\n',
  'an unknown alias': 'apiVersion: v1\nkind: ConfigMap\nmetadata: *who\n',
  'a key twice': 'apiVersion: v1\nkind: ConfigMap\nkind: ConfigMap\n',
  'two documents': 'a: 1\n---\nb: 2\n',
  'a tag': 'apiVersion: v1\nkind: ConfigMap\nmetadata: !!js/function "x"\n',
  'a list': '- 1\n- 2\n',
  'a word': 'hello\n',
};

const strict = `${configMaps}?fieldValidation=Strict`;

export const badBodies: readonly MalformedCase[] = [
  ...Object.entries(texts).map(([what, text]) => sendText('POST', configMaps, what, () => text)),
  ...Object.entries(yamlTexts).map(([what, text]) =>
    sendText('POST', configMaps, `YAML, ${what}`, () => text, yaml),
  ),
  sendText('POST', configMaps, 'a YAML bomb', bomb, yaml),
  sendText('POST', configMaps, 'a YAML that eats itself', () => 'a: &a [*a]\n', yaml),
  sendText('POST', configMaps, '20,000 lists deep', () => deep(20_000, '[', ']')),
  sendText('POST', configMaps, '20,000 maps deep', () => deep(20_000, '{"a":', '}')),
  sendText('POST', configMaps, '4 MB', () => `${head},"data":{"a":"${'x'.repeat(4_000_000)}"}}`),
  sendText(
    'POST',
    configMaps,
    'data over 1 MB',
    () => `${head},"data":{"a":"${'x'.repeat(1_100_000)}"}}`,
  ),
  sendText(
    'POST',
    configMaps,
    'annotations over 256 kB',
    () =>
      `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bad","annotations":{"a":"${'x'.repeat(270_000)}"}}}`,
  ),
  sendText('POST', configMaps, 'bytes that are no UTF-8 in a key', () =>
    bytes(`${head},"data":{"a`, [0xff, 0xfe], '":5}}'),
  ),
  sendText('POST', configMaps, 'an overlong slash in a key', () =>
    bytes(`${head},"data":{"a`, [0xc0, 0xaf], '":5}}'),
  ),
  sendText('POST', configMaps, 'CBOR', () => bytes([0xa0]), { 'content-type': 'application/cbor' }),
  sendText('POST', configMaps, 'plain text', () => 'hello', { 'content-type': 'text/plain' }),
  sendText('POST', configMaps, 'a form', () => 'a=b', {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  sendText('POST', strict, 'a key twice', () => `${head},"kind":"ConfigMap"}`),
  sendText('POST', strict, 'an unknown field', () => `${head},"datum":{}}`),
  sendText('POST', strict, '__proto__ as a field', () => `${head},"__proto__":{"polluted":true}}`),
  sendText(
    'POST',
    strict,
    'constructor as a field',
    () => `${head},"constructor":{"prototype":{}}}`,
  ),
  send('POST', `${configMaps}?fieldValidation=Maybe`, 'an unknown fieldValidation', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'bad' },
  }),
  send('POST', `${configMaps}?dryRun=Some`, 'an unknown dryRun', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'bad' },
  }),
  send('POST', `${configMaps}?fieldManager=${'x'.repeat(129)}`, 'a long fieldManager', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'bad' },
  }),
  send('PUT', `${core}/configmaps/fixed`, 'a change of what is immutable', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'fixed' },
    data: { a: '2' },
  }),
  send('PUT', `${core}/configmaps/settings`, 'an old version', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', resourceVersion: '1' },
  }),
  send('PUT', `${core}/configmaps/settings`, 'a version that is a word', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', resourceVersion: 'abc' },
  }),
  send('PUT', `${core}/configmaps/settings`, 'another uid', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', uid: 'x' },
  }),
  send('PUT', `${apps}/deployments/nowhere`, 'something that is not there', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'nowhere' },
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template: {
        metadata: { labels: { a: 'b' } },
        spec: { containers: [{ name: 'a', image: 'b' }] },
      },
    },
  }),
];
