/** Paths, queries, methods and subresources that are not there, or not so. */
import { apps, core, type MalformedCase, send } from './case.ts';

const get = (path: string, headers?: Readonly<Record<string, string>>): MalformedCase => ({
  name: `GET ${path}${headers ? ` ${JSON.stringify(headers)}` : ''}`,
  method: 'GET',
  path,
  ...(headers ? { headers } : {}),
});
const call = (method: string, path: string): MalformedCase => ({
  name: `${method} ${path}`,
  method,
  path,
});

const pods = `${core}/pods`;
const solo = `${pods}/solo`;

const queries = [
  'labelSelector=a%3D%3D%3Db',
  'labelSelector=a%20in%20b',
  'labelSelector=%2Ca',
  'labelSelector=a%3D-b',
  'labelSelector=!!a',
  'fieldSelector=spec.foo%3Dbar',
  'fieldSelector=status.phase',
  'limit=x',
  'continue=nonsense',
  'continue=e30',
  'continue=nonsense&resourceVersion=1',
  'resourceVersion=abc',
  'resourceVersion=-1',
  'resourceVersionMatch=Exact',
  'resourceVersionMatch=Maybe&resourceVersion=5',
  'resourceVersionMatch=Exact&resourceVersion=0',
  'watch=1&resourceVersion=abc',
  'watch=1&sendInitialEvents=true',
  'watch=1&sendInitialEvents=true&resourceVersionMatch=Exact',
  'watch=maybe&resourceVersion=abc',
  'sendInitialEvents=true&resourceVersionMatch=NotOlderThan',
  'timeoutSeconds=x&watch=1',
];

const logs = [
  'container=nope',
  'tailLines=-1',
  'tailLines=x',
  'limitBytes=0',
  'sinceSeconds=0',
  'sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z',
  'sinceTime=yesterday',
];

const eviction = (body: object): MalformedCase =>
  send('POST', `${solo}/eviction`, JSON.stringify(body).slice(0, 60), body as never);

export const badQueries: readonly MalformedCase[] = [
  ...queries.map((query) => get(`${pods}?${query}`)),
  ...logs.map((query) => get(`${solo}/log?${query}`)),
  ...[
    '/api/v2',
    '/api/v1/nopes',
    `${core}/nopes`,
    `${pods}/nope`,
    `${solo}/nope`,
    `${pods}/nope/log`,
    `${solo}/log/extra`,
    '/apis/nope.example/v1',
    '/apis/apps/v2/deployments',
    '/apis/apps',
    '/nope',
    '/api/v1/namespaces/nowhere',
    '/api/v1/namespaces/nowhere/pods/x',
    '/api/v1/nodes/nowhere',
    `${apps}/deployments/nope/scale`,
    '/openapi/v3/apis/nope/v1',
    '/openapi/v4',
    '/apis/apps/v1/watch/nopes',
  ]
    .filter((path) => path !== '/apis/apps')
    .map((path) => get(path)),
  ...['text/html', 'application/xml', 'application/json;as=Table;v=v9;g=meta.k8s.io'].map(
    (accept) => get(pods, { accept }),
  ),
  get(`${pods}?includeObject=All`, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' }),
  call('POST', solo),
  call('PUT', pods),
  call('PATCH', pods),
  call('DELETE', `${pods}/nope`),
  call('PUT', `${solo}/log`),
  call('DELETE', `${solo}/status`),
  call('POST', `${solo}/status`),
  call('PUT', `${solo}/eviction`),
  call('DELETE', '/api/v1/namespaces'),
  call('POST', '/version'),
  call('DELETE', '/api/v1'),
  ...[
    { propagationPolicy: 'Sometimes' },
    { gracePeriodSeconds: 'x' },
    { preconditions: { uid: 'not-it' } },
    { preconditions: { resourceVersion: '1' } },
    { orphanDependents: true, propagationPolicy: 'Foreground' },
    { kind: 'Pod', apiVersion: 'v1' },
    { dryRun: ['Some'] },
  ].map((body) => send('DELETE', solo, JSON.stringify(body), body as never)),
  eviction({}),
  eviction({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'other' } }),
  eviction({ apiVersion: 'v1', kind: 'Pod' }),
  send('POST', `${pods}/nope/eviction`, 'what is not there', {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name: 'nope' },
  }),
  send('POST', `${solo}/binding`, 'no target', {
    apiVersion: 'v1',
    kind: 'Binding',
    metadata: { name: 'solo' },
  }),
  send('POST', `${solo}/binding`, 'a target that is no node', {
    apiVersion: 'v1',
    kind: 'Binding',
    metadata: { name: 'solo' },
    target: { kind: 'Pod', name: 'x' },
  }),
  send('PUT', `${apps}/deployments/web/scale`, 'another kind', { apiVersion: 'v1', kind: 'Pod' }),
  send('PUT', `${apps}/deployments/web/scale`, 'negative', {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name: 'web' },
    spec: { replicas: -1 },
  }),
  send('PUT', `${apps}/deployments/web/scale`, 'another name', {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name: 'x' },
    spec: { replicas: 1 },
  }),
  send('POST', '/api/v1/namespaces/default/nodes', 'a node in a namespace', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'bad' },
  }),
];
