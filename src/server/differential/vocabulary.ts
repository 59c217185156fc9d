/** What the lines speak of: kinds by all their names, objects that are there and that aren't, selectors, expressions. */

import type { Dice } from './dice.ts';
import { plainOutputs } from './expressions.ts';
import { type Option, option } from './option.ts';

interface Vocable {
  /** How the kind may be called. */
  readonly words: readonly string[];
  readonly names: readonly string[];
}

const vocables: readonly Vocable[] = [
  { words: ['pods', 'pod', 'po', 'pods.v1.', 'pod.v1'], names: ['box', 'crash', 'db-0', 'db-1'] },
  {
    words: ['deployments', 'deployment', 'deploy', 'deployments.apps', 'deployments.v1.apps'],
    names: ['web', 'api', 'typo'],
  },
  { words: ['replicasets', 'rs', 'replicasets.apps'], names: ['bare'] },
  { words: ['statefulsets', 'sts', 'statefulset.apps'], names: ['db'] },
  { words: ['daemonsets', 'ds'], names: ['agent'] },
  { words: ['jobs', 'job', 'jobs.batch'], names: ['once'] },
  { words: ['cronjobs', 'cj', 'cronjob'], names: ['tick'] },
  { words: ['services', 'svc', 'service'], names: ['web', 'db', 'outside', 'kubernetes'] },
  { words: ['configmaps', 'cm', 'configmap'], names: ['settings', 'kube-root-ca.crt'] },
  { words: ['secrets', 'secret'], names: ['door'] },
  { words: ['serviceaccounts', 'sa'], names: ['robot', 'default'] },
  { words: ['nodes', 'node', 'no'], names: ['node-1', 'node-2', 'node-3'] },
  { words: ['namespaces', 'ns', 'namespace'], names: ['default', 'team', 'empty', 'kube-system'] },
  { words: ['ingresses', 'ing', 'ingress'], names: ['front'] },
  { words: ['networkpolicies', 'netpol'], names: ['walls'] },
  { words: ['poddisruptionbudgets', 'pdb'], names: ['web'] },
  { words: ['horizontalpodautoscalers', 'hpa'], names: ['api'] },
  { words: ['persistentvolumeclaims', 'pvc'], names: ['disk'] },
  { words: ['persistentvolumes', 'pv'], names: ['none'] },
  { words: ['storageclasses', 'sc'], names: ['standard'] },
  { words: ['roles', 'role'], names: ['reader'] },
  { words: ['rolebindings', 'rolebinding'], names: ['readers'] },
  { words: ['clusterroles', 'clusterrole'], names: ['view', 'edit', 'cluster-admin'] },
  { words: ['clusterrolebindings', 'clusterrolebinding'], names: ['cluster-admin'] },
  { words: ['priorityclasses', 'pc'], names: ['high', 'system-node-critical'] },
  { words: ['resourcequotas', 'quota'], names: ['few'] },
  { words: ['limitranges', 'limits'], names: ['sizes'] },
  { words: ['endpointslices'], names: ['none'] },
  { words: ['endpoints', 'ep'], names: ['web', 'kubernetes'] },
  { words: ['events', 'ev', 'events.v1.events.k8s.io'], names: ['none'] },
  { words: ['leases'], names: ['none'] },
  { words: ['customresourcedefinitions', 'crd', 'crds'], names: ['widgets.example.com'] },
  {
    words: ['widgets', 'wd', 'widget', 'widgets.example.com', 'widgets.v1.example.com'],
    names: ['wheel'],
  },
];

const wrongKinds = [
  'pdos',
  'foo',
  'deployments.foo',
  'pods.v2',
  'widgets.v2.example.com',
  '',
  'Pods',
  'PODS',
  'po.',
  'pods,',
  ',pods',
  'pod/',
];
const wrongNames = ['nope', 'web-', 'Web', 'a_b', '-x', 'web/api', ''];

/** Those with a scale, a template, revisions. */
export const workloadWords = [
  'deploy/web',
  'deployment/api',
  'sts/db',
  'ds/agent',
  'rs/bare',
  'deployment.apps/typo',
  'pod/box',
  'job/once',
  'cj/tick',
  'svc/web',
  'deploy/nope',
];

export const anyKind = (dice: Dice): string =>
  dice.chance(0.08) ? dice.pick(wrongKinds) : dice.pick(dice.pick(vocables).words);

/** `pods`, `pods box`, `pod/box`, `pods,svc`, `all`, `deploy/web svc/web`: what many commands take. */
export function target(dice: Dice): readonly string[] {
  const { words, names } = dice.pick(vocables);
  const word = dice.chance(0.06) ? dice.pick(wrongKinds) : dice.pick(words);
  const name = (): string => dice.pick(dice.chance(0.12) ? wrongNames : names);
  switch (dice.integer(12)) {
    case 0:
    case 1:
    case 2:
      return [word];
    case 3:
    case 4:
    case 5:
      return [word, name()];
    case 6:
    case 7:
      return [`${word}/${name()}`];
    case 8:
      return [word, name(), name()];
    case 9:
      return [`${word},${anyKind(dice)}`, ...(dice.chance(0.3) ? [name()] : [])];
    case 10:
      return [`${word}/${name()}`, ...one(dice)];
    default:
      return dice.chance(0.5) ? ['all'] : dice.chance(0.5) ? [] : [`${word}/${name()}`, name()];
  }
}

/** Exactly one object, mostly there: `deploy web`, `deploy/web`. */
export function one(dice: Dice): readonly string[] {
  const { words, names } = dice.pick(vocables);
  const name = dice.pick(dice.chance(0.08) ? wrongNames : names);
  const word = dice.pick(words);
  return dice.chance(0.5) ? [word, name] : [`${word}/${name}`];
}

export const selectors = [
  'app=web',
  'app=nope',
  'app',
  '!app',
  'app!=web',
  'app in (web,api)',
  'app notin (web)',
  'tier=front,app=web',
  'app==db',
  'app=',
  'app=a b',
  'app in web',
  'x y',
  '=',
  'app>3',
  '',
  'a/b/c=d',
  'app=web,',
];
export const fieldSelectors = [
  'metadata.name=web',
  'metadata.name=box',
  'status.phase=Running',
  'status.phase!=Running',
  'spec.nodeName=node-1',
  'metadata.namespace=default',
  'spec.foo=1',
  'metadata.name',
  '',
  'metadata.name==box,status.phase=Running',
  'type=Opaque',
  'involvedObject.kind=Pod',
];

export const sortPaths = [
  '.metadata.name',
  '{.metadata.name}',
  'metadata.name',
  '.metadata.creationTimestamp',
  '.nope',
  '.spec.replicas',
  '{.spec.replicas}',
  '{',
  '.metadata.labels',
  '.status.containerStatuses[0].restartCount',
  'AGE',
  '.spec.containers[0].image',
  '.lastTimestamp',
  '',
  '.metadata.labels.app',
  '.metadata.uid',
];

export const namespaces = ['default', 'team', 'kube-system', 'empty', 'nope', ''];
export const namespaceOption = option('n|namespace', ...namespaces);
export const allNamespaces = option('A|all-namespaces');
export const selectorOption = option('l|selector', ...selectors);
export const fieldSelectorOption = option('field-selector', ...fieldSelectors);
export const outputOption = option('o|output', ...plainOutputs);
export const dryRunOption = option(
  'dry-run',
  'client',
  'server',
  'none',
  'foo',
  'true',
  'false',
  'unchanged',
);

export const files = [
  'one.yaml',
  'settings.yaml',
  'two.yaml',
  'web.yaml',
  'pod.json',
  'typo.yaml',
  'broken.yaml',
  'nokind.yaml',
  'strange.yaml',
  'unnamed.yaml',
  'empty.yaml',
  'elsewhere.yaml',
  'list.yaml',
  'folder',
  'nope.yaml',
  'one.yaml,two.yaml',
  '-',
  '*.nope',
  'folder/notes.txt',
];
export const fileOption = option('f|filename', ...files);
export const recursiveOption = option('R|recursive');

/** What commands that print what they changed share. */
export const printOptions: readonly Option[] = [
  outputOption,
  option('show-managed-fields'),
  option('template', '{{.kind}}', '{{.metadata.name}}', ''),
  option('allow-missing-template-keys'),
];

/** Flags that every command takes. */
export const globalOptions: readonly Option[] = [
  option('context', 'reconcile', 'nope'),
  option('cluster', 'reconcile', 'nope'),
  option('user', 'learner', 'nope'),
  option('kubeconfig', '.kube/config', 'nope'),
  option('as', 'jane', 'system:serviceaccount:default:robot'),
  option('as-group', 'system:masters'),
  option('request-timeout', '10s', '0', 'x', '5'),
  option('warnings-as-errors'),
  option('v', '0', 'x'),
  option('kuberc', 'off'),
  option('insecure-skip-tls-verify'),
  option('disable-compression'),
];
