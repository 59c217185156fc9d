/** Names and keys that are none, among them those JavaScript objects are born with. */
import type { Json } from '#apimachinery/object.ts';
import { apps, core, type MalformedCase, send } from './case.ts';

const names = [
  '',
  'UPPER',
  'under_score',
  '-a',
  'a-',
  'a..b',
  '.',
  '..',
  'a/b',
  '../../secrets',
  'a b',
  'a\u0000b',
  'ünïcode',
  '😀',
  '__proto__',
  'hasOwnProperty',
  'x'.repeat(254),
  'a%2Fb',
  '*',
] as const;
/** Fine as names; no object of the language is found under them. */
const born = ['constructor', 'tostring', 'valueof', 'prototype'] as const;

const configMap = (name: string): Json => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
});

const labelled = (key: string): Json =>
  JSON.parse(
    `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bad","labels":{${JSON.stringify(key)}:"x y"}}}`,
  ) as Json;

export const badNames: readonly MalformedCase[] = [
  ...names.map((name) =>
    send(
      'POST',
      `${core}/configmaps`,
      `named ${JSON.stringify(name.slice(0, 20))}`,
      configMap(name),
    ),
  ),
  ...names
    .filter((name) => !name.includes('/') && name !== '' && !name.startsWith('.'))
    .map((name) => ({
      name: `GET a config map named ${JSON.stringify(name.slice(0, 20))}`,
      method: 'GET',
      path: `${core}/configmaps/${encodeURIComponent(name)}`,
    })),
  ...born.map((name) => ({
    name: `GET a config map named ${name}`,
    method: 'GET',
    path: `${core}/configmaps/${name}`,
  })),
  ...['__proto__', 'constructor', 'a b', '', '/', 'a/b/c', 'x'.repeat(64), 'UPPER.com/'].map(
    (key) =>
      send(
        'POST',
        `${core}/configmaps`,
        `a label ${JSON.stringify(key.slice(0, 20))}`,
        labelled(key),
      ),
  ),
  ...['__proto__', 'constructor', 'toString'].map((group) => ({
    name: `GET /apis/${group}/v1/things`,
    method: 'GET',
    path: `/apis/${group}/v1/things`,
  })),
  ...['__proto__', 'constructor', 'toString'].map((resource) => ({
    name: `GET ${resource} of apps/v1`,
    method: 'GET',
    path: `${apps}/${resource}`,
  })),
  send('PUT', `${core}/configmaps/settings`, 'another name inside', configMap('other')),
  send('PUT', `${core}/configmaps/settings`, 'another namespace inside', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'other' },
  }),
  send('POST', `${core}/configmaps`, 'another namespace inside', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'bad', namespace: 'other' },
  }),
  send(
    'POST',
    '/api/v1/namespaces/nowhere/configmaps',
    'a namespace that is not there',
    configMap('bad'),
  ),
  send('POST', `${core}/configmaps`, 'a name that is taken', configMap('settings')),
];
