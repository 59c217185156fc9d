/** Lines that change what is there. */
import { option, spellSome } from '../option.ts';
import {
  allNamespaces,
  dryRunOption,
  fieldSelectorOption,
  fileOption,
  namespaceOption,
  one,
  printOptions,
  recursiveOption,
  selectorOption,
  workloadWords,
} from '../vocabulary.ts';
import type { Verb } from './verb.ts';

export const changing = [
  dryRunOption,
  ...printOptions,
  namespaceOption,
  option('field-manager', 'me'),
];
const many = [
  selectorOption,
  option('all'),
  allNamespaces,
  fieldSelectorOption,
  fileOption,
  recursiveOption,
];

const pairs = [
  'a=b',
  'app=web',
  'app=other',
  'app-',
  'nope-',
  'x=',
  'a b=c',
  'x/y=z',
  '=b',
  'a==b',
  'long/key/x=1',
  'tier=back',
  'k=v v',
  'a=b=c',
  `l=${'x'.repeat(70)}`,
];

const label: Verb = {
  weight: 8,
  words: (dice) => [
    dice.pick(['label', 'label', 'annotate']),
    ...one(dice),
    ...dice.some(pairs, 3),
    ...spellSome(
      dice,
      [
        option('overwrite'),
        option('list'),
        option('resource-version', '1', 'x'),
        option('local'),
        ...many,
        ...changing,
      ],
      2,
    ),
  ],
};

const patches = [
  '{"metadata":{"labels":{"x":"y"}}}',
  '{"spec":{"replicas":5}}',
  '{"spec":{"replicas":"x"}}',
  '{',
  '',
  'metadata: {labels: {x: y}}',
  '[{"op":"add","path":"/metadata/labels/x","value":"y"}]',
  '[{"op":"remove","path":"/metadata/labels/nope"}]',
  '[{"op":"test","path":"/kind","value":"X"}]',
  '[{"op":"foo","path":"/a"}]',
  '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.28"}]}}}}',
  '{"metadata":{"name":"other"}}',
  '{"data":{"colour":null}}',
  '{"spec":null}',
  '{"kind":"Foo"}',
  '{"spec":{"nope":1}}',
  '{"metadata":{"labels":{"app":"web"}}}',
  '[]',
  '{}',
  'null',
  '"x"',
  '{"spec":{"containers":[{"name":"main","image":"busybox:2"}]}}',
  '{"metadata":{"finalizers":["a/b"]}}',
  '{"spec":{"$patch":"replace"}}',
];
const patch: Verb = {
  weight: 10,
  words: (dice) => [
    'patch',
    ...one(dice),
    ...(dice.chance(0.9)
      ? [dice.pick(['-p', '--patch']), dice.pick(patches)]
      : ['--patch-file', dice.pick(['patch.yaml', 'patch.json', 'nope'])]),
    ...spellSome(
      dice,
      [
        option('type', 'merge', 'json', 'strategic', 'foo', ''),
        option('local'),
        option('subresource', 'status', 'scale', 'foo'),
        fileOption,
        ...changing,
      ],
      2,
    ),
  ],
};

const scale: Verb = {
  weight: 5,
  words: (dice) => [
    'scale',
    ...dice.some(workloadWords, 2),
    ...(dice.chance(0.9) ? [`--replicas=${dice.pick(['2', '0', '5', '-1', 'x', '3'])}`] : []),
    ...spellSome(
      dice,
      [
        option('current-replicas', '3', '9', '-1'),
        option('resource-version', '1'),
        option('timeout', '0'),
        selectorOption,
        option('all'),
        fileOption,
        ...changing,
      ],
      2,
    ),
  ],
};

const rollout: Verb = {
  weight: 10,
  words: (dice) => [
    'rollout',
    dice.pick(['status', 'history', 'undo', 'restart', 'pause', 'resume', 'foo']),
    ...dice.some(workloadWords, 2),
    ...spellSome(
      dice,
      [
        option('revision', '1', '0', '9', '-1', 'x'),
        option('to-revision', '1', '0', '9'),
        option('watch'),

        selectorOption,
        namespaceOption,
        dryRunOption,
        ...printOptions,
        fileOption,
      ],
      2,
    ),
  ],
};

/** Each command of `set`: what it changes, and what it may be told. */
const sets: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'image',
    workloadWords,
    ['nginx=nginx:1.29', 'main=busybox:2', '*=nginx', 'nope=x', 'nginx', 'nginx=', 'redis=redis:8'],
  ],
  [
    'env',
    workloadWords,
    [
      ...['A=b', 'A-', 'MODE=off', 'x', '--list', '--resolve', '--overwrite=false', '-c', 'A=b c'],
      ...['--from=configmap/settings', '--from=secret/door', '--from=cm/nope', '--keys=colour'],
      '--prefix=P_',
    ],
  ],
  [
    'resources',
    workloadWords,
    [
      ...['--limits=cpu=1', '--requests=cpu=1,memory=1Gi', '--limits=x', '--limits=cpu=x'],
      ...['-c=nginx', '-c', '--requests=cpu=0'],
    ],
  ],
  ['selector', ['svc/web', 'service', 'deploy/web', 'svc/nope'], ['a=b', 'app=x,y=z', 'x', '']],
  ['serviceaccount', workloadWords, ['robot', 'default', '']],
  ['sa', workloadWords, ['robot']],
  [
    'subject',
    ['rolebinding/readers', 'clusterrolebinding/cluster-admin', 'role/reader', 'rolebinding/nope'],
    ['--user=bob', '--group=g', '--serviceaccount=default:robot', '--serviceaccount=x'],
  ],
  ['foo', workloadWords, []],
];
const setOptions = [
  option('local'),
  option('all'),
  selectorOption,
  option('resource-version', '1'),
  fileOption,
  ...changing,
];
const set: Verb = {
  weight: 12,
  words: (dice) => {
    const [command, targets, words] = dice.pick(sets);
    const told = [command, dice.pick(targets), ...dice.some(words, 2)];
    return ['set', ...told, ...spellSome(dice, setOptions, 2)];
  },
};

/** In one list, so that the table of verbs stays short. */
export const changingVerbs: readonly Verb[] = [label, patch, scale, rollout, set];
