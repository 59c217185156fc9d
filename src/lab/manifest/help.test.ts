import { beforeAll, expect, it } from 'vitest';
import { createCluster } from '#cluster/create-cluster.ts';
import type { ManifestHelp } from './help.ts';
import { manifestHelp } from './index.ts';

let help: ManifestHelp;
beforeAll(() => {
  help = manifestHelp(createCluster({ seed: 1, nodes: 1 }).api);
});

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';

/** What is offered at `|`, in the order of boost, then name. */
async function offered(marked: string) {
  const found = await help.complete(marked.replace('|', ''), marked.indexOf('|'));
  return (found?.options ?? [])
    .toSorted((a, b) => b.boost - a.boost || (a.label < b.label ? -1 : 1))
    .map(({ label }) => label);
}

it.each([
  [`${head}spec:\n  |`, ['selector', 'template', 'minReadySeconds', 'paused']],
  [`${head}spec:\n  strategy:\n    type: |`, ['Recreate', 'RollingUpdate']],
  [`${head}spec:\n  paused: |`, ['false', 'true']],
  [
    `${head}spec:\n  template:\n    spec:\n      containers:\n      - |`,
    ['name', 'args', 'command', 'env'],
  ],
  [
    `${head}spec:\n  template:\n    spec:\n      containers:\n      - name: x\n        imagePullPolicy: |`,
    ['Always', 'IfNotPresent', 'Never'],
  ],
  ['apiVersion: apps/v1\nkind: |', ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet']],
  ['kind: CronJob\napiVersion: |', ['batch/v1']],
  ['apiVersion: v1\n|', ['kind', 'metadata']],
])('%s offers %j', async (marked, first) => {
  expect((await offered(marked)).slice(0, first.length)).toEqual(first);
});

it('a key comes with what follows it, indented', async () => {
  const text = `${head}spec:\n  template:\n    spec:\n      cont`;
  const found = await help.complete(text, text.length);
  const option = found?.options.find(({ label }) => label === 'containers');
  expect(text.slice(0, found?.from)).toMatch(/ {6}$/);
  expect(option).toMatchObject({
    apply: 'containers:\n      - ',
    detail: 'list of objects, required',
    info: expect.stringContaining('containers belonging to the pod'),
  });
});

it('an empty document offers whole beginnings', async () => {
  const found = await help.complete('', 0);
  expect(found?.options.find(({ label }) => label === 'Deployment')?.apply).toBe(
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ',
  );
});

it('explains a key in the words of the API', async () => {
  const text = `${head}spec:\n  minReadySeconds: 5\n`;
  const at = text.indexOf('minReady');
  expect(await help.explain(text, at + 3)).toMatchObject({
    from: at,
    to: at + 'minReadySeconds'.length,
    name: 'minReadySeconds',
    type: 'integer',
    text: expect.stringContaining('Minimum number of seconds'),
  });
  expect(await help.explain(text, text.length - 2)).toBeUndefined();
  expect(await help.explain('kind: Bogus\napiVersion: v1\nspec: 1', 33)).toBeUndefined();
});

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}`;

/** Problems as `what is marked: what is said`. */
const said = async (text: string) =>
  (await help.lint(text)).map(({ from, to, message }) => `${text.slice(from, to)}: ${message}`);

it.each([
  ['a good one', pod('  containers:\n  - name: web\n    image: nginx\n'), []],
  ['an empty one', '', []],
  [
    'an unknown field',
    pod('  containers:\n  - name: web\n    imagee: nginx\n    image: nginx\n'),
    ['imagee: unknown field "spec.containers[0].imagee"'],
  ],
  [
    'a refused value',
    pod('  restartPolicy: Sometimes\n  containers:\n  - name: web\n    image: nginx\n'),
    [
      'Sometimes: spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ],
  ],
  ['something missing', pod('  containers: []\n'), ['containers: spec.containers: Required value']],
  [
    'a word for a number',
    `${head}spec:\n  replicas: three\n`,
    [
      'three: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
  ],
  [
    'a kind nobody serves',
    'apiVersion: v1\nkind: Deployment\n',
    ['Deployment: no matches for kind "Deployment" in version "v1"'],
  ],
  ['no kind', 'apiVersion: v1\n', ["apiVersion: Object 'Kind' is missing"]],
  ['no YAML', 'kind: Pod\n  spec: 1\n', [expect.stringContaining('yaml: line 2: ')]],
  [
    'the second document',
    `${pod('  containers:\n  - name: web\n    image: nginx\n')}---\nkind: Pod\napiVersion: v1\nmetadata: {name: Web}\nspec: {containers: [{name: a, image: b}]}\n`,
    [expect.stringContaining('Web: metadata.name: Invalid value: "Web"')],
  ],
])('lint: %s', async (_, text, expected) => {
  expect(await said(text)).toEqual(expected);
});
