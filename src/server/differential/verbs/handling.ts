/** Lines about nodes, Services, autoscalers, and the end of things. */
import { option, spellSome } from '../option.ts';
import {
  dryRunOption,
  fieldSelectorOption,
  fileOption,
  namespaceOption,
  one,
  recursiveOption,
  selectorOption,
  target,
} from '../vocabulary.ts';
import { changing } from './changing.ts';
import type { Verb } from './verb.ts';

const taint: Verb = {
  weight: 3,
  words: (dice) => [
    'taint',
    ...dice.pick([
      ['node', 'node-1'],
      ['nodes', 'node-1', 'node-2'],
      ['no', 'nope'],
      ['node'],
      ['pods', 'box'],
      ['node/node-1'],
      ['nodes', '--all'],
      ['nodes', '-l', 'x=y'],
    ]),
    ...dice.some(
      [
        'a=b:NoSchedule',
        'a:NoExecute',
        'a=b:Foo',
        'a-',
        'a:NoSchedule-',
        'a',
        'a=b',
        'x y=z:NoSchedule',
        'a=b:NoSchedule',
        '=b:NoSchedule',
        'a:NoSchedule',
      ],
      2,
    ),
    ...spellSome(dice, [option('overwrite'), ...changing], 1),
  ],
};

const cordon: Verb = {
  weight: 2,
  words: (dice) => [
    dice.pick(['cordon', 'uncordon']),
    ...dice.some(['node-1', 'node-2', 'nope', 'node/node-3', ''], 2),
    ...spellSome(dice, [dryRunOption, selectorOption], 1),
  ],
};

const drain: Verb = {
  weight: 3,
  words: (dice) => [
    'drain',
    ...dice.some(['node-1', 'nope', 'node-2'], 2),
    '--dry-run=client',
    ...spellSome(
      dice,
      [
        option('force'),
        option('ignore-daemonsets'),
        option('delete-emptydir-data'),
        option('grace-period', '0', '5'),
        option('disable-eviction'),
        selectorOption,
        option('pod-selector', 'app=web', 'x y'),
        option('chunk-size', '0'),
        option('skip-wait-for-delete-timeout', '5'),
        option('dry-run', 'server'),
      ],
      3,
    ),
  ],
};

const expose: Verb = {
  weight: 4,
  words: (dice) => [
    'expose',
    ...dice.some(
      [
        'deploy/web',
        'deploy/api',
        'pod/box',
        'svc/web',
        'rs/bare',
        'cm/settings',
        'deploy/nope',
        'sts/db',
        'job/once',
      ],
      2,
    ),
    ...spellSome(
      dice,
      [
        option('port', '80', '80,443', 'x', '0', '99999', 'http'),
        option('target-port', '8080', 'http'),
        option('name', 'fresh', 'Web', 'web'),
        option('type', 'NodePort', 'LoadBalancer', 'Foo', 'ExternalName'),
        option('protocol', 'UDP', 'foo'),
        option('cluster-ip', 'None', '1.2.3.4', 'x'),
        option('external-ip', '9.9.9.9', 'x'),
        option('session-affinity', 'ClientIP', 'x'),
        option('selector', 'a=b', 'x y'),
        option('l|labels', 'a=b', 'x'),
        option('load-balancer-ip', '1.2.3.4'),
        option('overrides', '{"spec":{"type":"NodePort"}}', '{'),
        option('override-type', 'json', 'strategic', 'foo'),
        option('save-config'),
        fileOption,
        ...changing,
      ],
      3,
    ),
  ],
};

const autoscale: Verb = {
  weight: 3,
  words: (dice) => [
    'autoscale',
    ...dice.some(
      ['deploy/web', 'deploy/api', 'pod/box', 'rs/bare', 'cm/settings', 'deploy/nope', 'sts/db'],
      2,
    ),
    ...spellSome(
      dice,
      [
        option('min', '1', '0', '9', 'x'),
        option('max', '5', '0', '-1', 'x'),
        option('cpu-percent', '80', '-1'),
        option('cpu', '80%', '500m', 'x', '0'),
        option('memory', '80%', '1Gi'),
        option('name', 'fresh', 'A_b'),
        option('save-config'),
        fileOption,
        ...changing,
      ],
      4,
    ),
  ],
};

const remove: Verb = {
  weight: 6,
  words: (dice) => [
    'delete',
    ...target(dice).filter((word) => word !== 'all'),
    '--wait=false',
    ...spellSome(
      dice,
      [
        option('ignore-not-found'),
        option('now'),
        option('force'),
        option('grace-period', '0', '5', '-1', '-2'),
        option('cascade', 'orphan', 'foreground', 'background', 'foo', 'true', 'false'),
        selectorOption,
        fieldSelectorOption,
        fileOption,
        recursiveOption,
        namespaceOption,
        dryRunOption,
        option('o|output', 'name', 'yaml'),
        option('all'),
        option('raw', '/x'),
      ],
      3,
    ),
  ],
};

const edit: Verb = {
  weight: 2,
  words: (dice) => [
    'edit',
    ...one(dice),
    ...spellSome(
      dice,
      [
        namespaceOption,
        option('o|output', 'json', 'yaml', 'foo'),
        option('windows-line-endings'),
        option('save-config'),
        option('subresource', 'status', 'foo'),
        option('output-patch'),
      ],
      2,
    ),
  ],
};

const exec: Verb = {
  weight: 2,
  words: (dice) => [
    'exec',
    ...dice.some(['nope', 'pod/nope', 'deploy/nope', 'cm/settings', 'typo', 'box'], 1),
    ...dice.pick([[], ['-c', 'nope', '--', 'ls'], ['--']]),
    ...spellSome(dice, [namespaceOption, option('c|container', 'nope')], 1),
  ],
};

/** In one list, so that the table of verbs stays short. */
export const handling: readonly Verb[] = [
  taint,
  cordon,
  drain,
  expose,
  autoscale,
  remove,
  edit,
  exec,
];
