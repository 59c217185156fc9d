/** Lines that only look. */

import { outputs } from '../expressions.ts';
import { option, spellSome } from '../option.ts';
import {
  allNamespaces,
  anyKind,
  fieldSelectorOption,
  fileOption,
  namespaceOption,
  recursiveOption,
  selectorOption,
  sortPaths,
  target,
} from '../vocabulary.ts';
import type { Verb } from './verb.ts';

const getOptions = [
  option('o|output', ...outputs),
  option('o|output', ...outputs),
  selectorOption,
  namespaceOption,
  allNamespaces,
  fieldSelectorOption,
  option('show-labels'),
  option('L|label-columns', 'app', 'app,tier', 'nope', ''),
  option('no-headers'),
  option('show-kind'),
  option('sort-by', ...sortPaths),
  option('ignore-not-found'),
  option('show-managed-fields'),
  option('chunk-size', '2', '0', '-1', 'x'),
  option('server-print'),
  option('subresource', 'status', 'scale', 'foo'),
  option('template', '{{.kind}}', '{.kind}'),
  option('allow-missing-template-keys'),
  option('output-watch-events'),
  fileOption,
  recursiveOption,
];

const get: Verb = {
  weight: 40,
  words: (dice) => ['get', ...target(dice), ...spellSome(dice, getOptions, 3)],
};

const raw: Verb = {
  weight: 1,
  words: (dice) => [
    'get',
    '--raw',
    dice.pick([
      '/healthz',
      '/version',
      '/api',
      '/nope',
      '/readyz?verbose',
      '/apis/apps/v1/namespaces/default/deployments/nope',
      '/livez',
      'x',
    ]),
    ...spellSome(dice, getOptions, 1),
  ],
};

const describeOptions = [
  selectorOption,
  namespaceOption,
  allNamespaces,
  option('show-events'),
  option('chunk-size', '2'),
  fileOption,
  recursiveOption,
];
const describe: Verb = {
  weight: 22,
  words: (dice) => ['describe', ...target(dice), ...spellSome(dice, describeOptions, 2)],
};

const fields = [
  '',
  '.spec',
  '.metadata',
  '.spec.template',
  '.spec.containers',
  '.status',
  '.nope',
  '.metadata.labels',
  '.kind',
  '.spec.containers.image',
  '.data',
  '.spec.replicas',
  '..',
  '.',
  '.spec.x.y',
];
const explain: Verb = {
  weight: 5,
  words: (dice) => [
    'explain',
    `${anyKind(dice)}${dice.pick(fields)}`,
    ...spellSome(
      dice,
      [
        option('recursive'),
        option('api-version', 'v1', 'apps/v1', 'nope/v1', 'autoscaling/v1'),
        option('output', 'plaintext', 'foo'),
      ],
      2,
    ),
  ],
};

const events: Verb = {
  weight: 5,
  words: (dice) => [
    'events',
    ...spellSome(
      dice,
      [
        allNamespaces,
        namespaceOption,
        option(
          'for',
          'pod/box',
          'deploy/web',
          'pod/nope',
          'foo',
          'foo/bar',
          'pods',
          'node/node-1',
          'Pod/box',
          'deployment.apps/web',
        ),
        option('types', 'Warning', 'Normal', 'warning', 'Normal,Warning', 'Foo', ''),
        option(
          'o|output',
          'json',
          'yaml',
          'name',
          'wide',
          'foo',
          'jsonpath={.items[0].reason}',
          'go-template={{len .items}}',
        ),
        option('no-headers'),
        option('chunk-size', '2'),
        option('show-managed-fields'),
      ],
      3,
    ),
  ],
};

const logs: Verb = {
  weight: 6,
  words: (dice) => [
    'logs',
    ...dice.pick([
      ['box'],
      ['pod/box'],
      ['crash'],
      ['deploy/api'],
      ['deploy/web'],
      ['nope'],
      ['job/once'],
      [],
      ['svc/web'],
      ['typo'],
      ['sts/db'],
      ['box', 'main'],
      ['box', 'nope'],
      ['box', 'main', 'x'],
      ['node/node-1'],
      ['cm/settings'],
      ['foo/bar'],
      ['ds/agent'],
    ]),
    ...spellSome(
      dice,
      [
        option('c|container', 'main', 'helper', 'prepare', 'nope', ''),
        option('p|previous'),
        option('tail', '1', '0', '-1', '-2', 'x'),
        option('since', '1s', '1h', 'x', '-1s'),
        option('since-time', '2016-01-04T09:00:00Z', 'x'),
        option('all-containers'),
        option('all-pods'),
        option('prefix'),
        option('timestamps'),
        option('limit-bytes', '5', '0', '-1'),
        option('ignore-errors'),
        option('max-log-requests', '1', '0'),
        selectorOption,
        namespaceOption,
      ],
      3,
    ),
  ],
};

/** In one list, so that the table of verbs stays short. */
export const reading: readonly Verb[] = [get, raw, describe, explain, events, logs];
