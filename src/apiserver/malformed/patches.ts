/** Patches that can't be: wrong bodies, wrong operations, wrong results. */
import type { Json } from '#apimachinery/object.ts';
import { apps, core, type MalformedCase, patchHeaders, send, sendText } from './case.ts';

const web = `${apps}/deployments/web`;
const settings = `${core}/configmaps/settings`;

const jsonPatches: readonly (readonly [string, Json])[] = [
  ['no list', {}],
  ['text', 'x'],
  ['an operation that is text', ['x']],
  ['no operation', [{}]],
  ['an unknown operation', [{ op: 'grow', path: '/spec/replicas' }]],
  ['no path', [{ op: 'add', value: 1 }]],
  ['a path without a slash', [{ op: 'replace', path: 'spec', value: 1 }]],
  ['a path that is not there', [{ op: 'replace', path: '/spec/nothing/here', value: 1 }]],
  ['a removal of nothing', [{ op: 'remove', path: '/spec/nothing' }]],
  ['a test that fails', [{ op: 'test', path: '/spec/replicas', value: 9 }]],
  [
    'an index out of range',
    [{ op: 'replace', path: '/spec/template/spec/containers/9', value: {} }],
  ],
  ['a negative index', [{ op: 'remove', path: '/spec/template/spec/containers/-1' }]],
  ['a move from nowhere', [{ op: 'move', from: '/nope', path: '/spec' }]],
  ['a copy from nowhere', [{ op: 'copy', from: '/nope', path: '/spec' }]],
  ['text for a number', [{ op: 'replace', path: '/spec/replicas', value: 'x' }]],
  ['the whole object gone', [{ op: 'remove', path: '/spec' }]],
  ['another name', [{ op: 'replace', path: '/metadata/name', value: 'x' }]],
  ['another uid', [{ op: 'replace', path: '/metadata/uid', value: 'x' }]],
  ['another kind', [{ op: 'replace', path: '/kind', value: 'Pod' }]],
  ['__proto__ in the path', [{ op: 'add', path: '/__proto__/polluted', value: true }]],
];

const mergePatches: readonly (readonly [string, Json])[] = [
  ['a list', []],
  ['text', 'x'],
  ['text for a number', { spec: { replicas: 'x' } }],
  ['a spec that is text', { spec: 'x' }],
  ['a selector that changes', { spec: { selector: { matchLabels: { app: 'other' } } } }],
  ['containers that are text', { spec: { template: { spec: { containers: 'x' } } } }],
  ['no containers', { spec: { template: { spec: { containers: null } } } }],
  ['negative replicas', { spec: { replicas: -1 } }],
  ['another name', { metadata: { name: 'x' } }],
  ['another namespace', { metadata: { namespace: 'x' } }],
  ['an old version', { metadata: { resourceVersion: '1' } }],
  ['labels that are text', { metadata: { labels: 'x' } }],
];

const strategicPatches: readonly (readonly [string, Json])[] = [
  ...mergePatches.filter(([what]) => what !== 'a list'),
  [
    'a container without a name',
    { spec: { template: { spec: { containers: [{ image: 'x' }] } } } },
  ],
  ['an unknown directive', { spec: { $patch: 'explode' } }],
  ['a directive that is a number', { spec: { $patch: 5 } }],
  ['retainKeys that are text', { spec: { strategy: { $retainKeys: 'x' } } }],
  ['a container that is text', { spec: { template: { spec: { containers: ['x'] } } } }],
];

const applied: readonly (readonly [string, string, string])[] = [
  ['no field manager', '', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n'],
  ['no version', '?fieldManager=me', 'kind: Deployment\nmetadata: {name: web}\n'],
  ['no kind', '?fieldManager=me', 'apiVersion: apps/v1\nmetadata: {name: web}\n'],
  ['another kind', '?fieldManager=me', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n'],
  [
    'another name',
    '?fieldManager=me',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n',
  ],
  [
    'managedFields',
    '?fieldManager=me',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, managedFields: [{manager: x}]}\n',
  ],
  [
    'an unknown field',
    '?fieldManager=me',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replica: 1}\n',
  ],
  [
    'text for a number',
    '?fieldManager=me',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: x}\n',
  ],
  ['no YAML', '?fieldManager=me', 'a: [\n'],
  ['a list', '?fieldManager=me', '- a\n'],
];

const on =
  (type: 'json' | 'merge' | 'strategic') =>
  ([what, body]: readonly [string, Json]): MalformedCase =>
    send('PATCH', web, `${type} patch, ${what}`, body, patchHeaders(type));

export const badPatches: readonly MalformedCase[] = [
  ...jsonPatches.map(on('json')),
  ...mergePatches.map(on('merge')),
  ...strategicPatches.map(on('strategic')),
  ...applied.map(([what, query, text]) =>
    sendText('PATCH', `${web}${query}`, `apply, ${what}`, () => text, patchHeaders('apply')),
  ),
  sendText('PATCH', web, 'a patch of no type', () => '{}', { 'content-type': 'application/json' }),
  sendText('PATCH', web, 'a patch of an unknown type', () => '{}', { 'content-type': 'text/diff' }),
  sendText('PATCH', web, 'a cut off patch', () => '{"spec":', patchHeaders('merge')),
  sendText('PATCH', web, 'an empty patch', () => '', patchHeaders('merge')),
  send('PATCH', `${apps}/deployments/nowhere`, 'what is not there', {}, patchHeaders('merge')),
  send('PATCH', settings, '__proto__ in a merge patch', { data: { a: 5 } }, patchHeaders('merge')),
  send('PATCH', `${web}?force=true`, 'force without apply', { spec: {} }, patchHeaders('merge')),
  send(
    'PATCH',
    `${web}/scale`,
    'negative replicas',
    { spec: { replicas: -1 } },
    patchHeaders('merge'),
  ),
  send(
    'PATCH',
    `${web}/scale`,
    'replicas of text',
    { spec: { replicas: 'x' } },
    patchHeaders('merge'),
  ),
];
