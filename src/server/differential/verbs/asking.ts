/** Lines that ask about the cluster, the user and the kubeconfig. */
import { option, spellSome } from '../option.ts';
import { pickRow } from '../rows.ts';
import {
  allNamespaces,
  anyKind,
  fieldSelectorOption,
  fileOption,
  namespaceOption,
  one,
  recursiveOption,
  selectorOption,
} from '../vocabulary.ts';
import type { Verb } from './verb.ts';

const top: Verb = {
  weight: 4,
  words: (dice) => [
    'top',
    ...dice.pick([
      ['pods'],
      ['pod'],
      ['nodes'],
      ['node'],
      ['po', 'box'],
      ['no', 'node-1'],
      ['pod', 'nope'],
      ['node', 'nope'],
      ['pod', 'box', 'crash'],
      ['foo'],
    ]),
    ...spellSome(
      dice,
      [
        option('sort-by', 'cpu', 'memory', 'name', ''),
        option('no-headers'),
        option('containers'),
        option('sum'),
        option('show-capacity'),
        option('use-protocol-buffers'),
        option('show-swap'),
        selectorOption,
        fieldSelectorOption,
        namespaceOption,
        allNamespaces,
      ],
      3,
    ),
  ],
};

const apiResources: Verb = {
  weight: 4,
  words: (dice) => [
    'api-resources',
    ...spellSome(
      dice,
      [
        option('api-group', 'apps', '', 'nope', 'example.com'),
        option('namespaced'),
        option('verbs', 'list', 'list,get', 'nope', 'create,delete'),
        option('o|output', 'name', 'wide', 'json', 'yaml', 'foo'),
        option('sort-by', 'name', 'kind', 'foo'),
        option('no-headers'),
        option('cached'),
        option('categories', 'all', 'nope'),
      ],
      3,
    ),
  ],
};

const plain: Verb = {
  weight: 4,
  words: (dice) => [
    ...dice.pick([
      ['api-versions'],
      ['version'],
      ['version', '--client'],
      ['version', '-o', 'yaml'],
      ['version', '-o', 'json'],
      ['version', '-o', 'foo'],
      ['cluster-info'],
      ['plugin', 'list'],
      ['plugin', 'foo'],
      ['api-versions', 'x'],
      ['version', 'x'],
      ['cluster-info', 'x'],
      ['foo'],
      ['gett'],
      ['crate'],
      ['rollut'],
      ['auht'],
      ['plugin', 'list', '--name-only'],
      ['options', 'x'],
      ['config', 'foo'],
      ['certificate', 'approve'],
      ['certificate', 'approve', 'nope'],
      ['certificate', 'deny', 'nope'],
    ]),
  ],
};

const auth: Verb = {
  weight: 6,
  words: (dice) => [
    'auth',
    ...dice.pick([
      ['can-i', dice.pick(['get', 'list', 'create', '*', 'nope', 'use']), anyKind(dice)],
      ['can-i', 'get', 'pods', dice.pick(['box', 'nope', '--subresource=log'])],
      [
        'can-i',
        dice.pick(['get', 'list']),
        dice.pick([
          'pods/box',
          'deploy.apps',
          'pods/log',
          '/healthz',
          'healthz',
          'nodes',
          'pods.v1',
        ]),
      ],
      ['can-i', '--list'],
      ['can-i'],
      ['can-i', 'get'],
      [
        'whoami',
        ...spellSome(
          dice,
          [option('o|output', 'yaml', 'json', 'name', 'foo', 'jsonpath={.status}')],
          1,
        ),
      ],
      ['reconcile', '-f', dice.pick(['one.yaml', 'nope.yaml', 'typo.yaml'])],
      ['reconcile'],
      ['foo'],
    ]),
    ...spellSome(
      dice,
      [
        namespaceOption,
        allNamespaces,
        option('q|quiet'),
        option('no-headers'),
        option('as', 'jane', 'system:serviceaccount:default:robot'),
        option('subresource', 'log', 'scale'),
      ],
      2,
    ),
  ],
};

const configRows = [
  'view',
  'view --minify',
  'view --raw',
  'view --flatten',
  'view --merge=false',
  'get-contexts',
  'get-contexts reconcile|nope',
  'get-contexts --no-headers',
  'get-clusters',
  'get-users',
  'current-context',
  'current-context x',
  "use-context reconcile|nope|''",
  'use',
  'set-context reconcile|new|--current',
  "set-context --current --namespace team|default|''",
  'set-context new --cluster=reconcile --user x',
  'set-cluster c --server=https://1.2.3.4 --insecure-skip-tls-verify',
  'set-cluster c --certificate-authority=nope',
  'set-cluster c --certificate-authority=nope --insecure-skip-tls-verify',
  'set-cluster',
  'set-credentials u --token t',
  'set-credentials u --username a --password=b',
  'set-credentials u --token=t --username=a',
  'set-credentials u --exec-command x --exec-arg=a --exec-env k=v --exec-api-version=client.authentication.k8s.io/v1',
  'set-credentials u --exec-command x',
  "set current-context|contexts.reconcile.namespace|clusters.c.server|users.learner.token|foo.bar|preferences.colors|x a|true|''",
  'set clusters.c.certificate-authority-data YQ== --set-raw-bytes',
  'set x',
  'unset current-context|contexts.reconcile|contexts.reconcile.namespace|users.nope|x|clusters|contexts',
  'delete-context reconcile|nope',
  'delete-cluster reconcile|nope',
  'delete-user learner|nope',
  'rename-context reconcile|nope fresh|reconcile',
  'rename-context reconcile',
];
const configOptions = [
  option('o|output', 'yaml', 'json', 'name', 'jsonpath={.users[*].name}', 'foo'),
  option('no-headers'),
];
const config: Verb = {
  weight: 8,
  words: (dice) => [
    'config',
    ...pickRow(dice, configRows),
    ...(dice.chance(0.3) ? spellSome(dice, configOptions, 1) : []),
  ],
};

const wait: Verb = {
  weight: 5,
  words: (dice) => [
    'wait',
    ...one(dice),
    ...dice.pick([
      [],
      ['--for=condition=Ready'],
      ['--for', 'condition=Available'],
      ['--for=condition=Ready=false'],
      ['--for=condition=foo'],
      ['--for=delete'],
      ['--for=create'],
      ['--for=jsonpath={.status.phase}=Running'],
      ['--for=jsonpath={.metadata.name}'],
      ['--for', 'jsonpath={.nope}=x'],
      ['--for=jsonpath={.status'],
      ['--for=foo'],
      ['--for=jsonpath=x'],
      ['--for=jsonpath={.kind}='],
    ]),
    ...dice.pick([['--timeout=0'], ['--timeout=0s'], ['--timeout', '0'], ['--timeout=1500ms']]),
    ...(dice.chance(0.3)
      ? spellSome(
          dice,
          [
            namespaceOption,
            selectorOption,
            option('all'),
            fieldSelectorOption,
            option('o|output', 'name', 'yaml', 'foo'),
            allNamespaces,
          ],
          2,
        )
      : []),
  ],
};

const diff: Verb = {
  weight: 3,
  words: (dice) => [
    'diff',
    ...spellSome(
      dice,
      [
        fileOption,
        fileOption,
        recursiveOption,
        option('server-side'),
        option('force-conflicts'),
        option('field-manager', 'me'),
        selectorOption,
        namespaceOption,
        option('show-managed-fields'),
      ],
      3,
    ),
  ],
};

/** In one list, so that the table of verbs stays short. */
export const asking: readonly Verb[] = [top, apiResources, plain, auth, config, wait, diff];
