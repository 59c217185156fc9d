/** Finds the cluster's objects that a line on screen names: what a click on a name is about. */
import type { Api } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { NamedObject } from './lab.ts';

/** A name, maybe after a resource and a slash: `web-0`, `pod/web-0`, `deployment.apps/web`. */
const words = /(?:([A-Za-z][A-Za-z0-9.-]*)\/)?([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)/g;

/** Kinds whose names are links wherever they stand, the likeliest first; others where a line or command says the kind. */
const everyday = [
  'Pod',
  'Node',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'ReplicaSet',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'HorizontalPodAutoscaler',
  'ConfigMap',
  'Secret',
];

const withLogs = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicaSet'];

/** `po`, `pods`, `pod`, `Pod`, `deployments.apps` */
function isCalled(kind: Kind, said: string): boolean {
  const [word = '', ...group] = said.split('.');
  const names = [
    kind.singular,
    kind.plural,
    kind.kind,
    kind.kind.toLowerCase(),
    ...kind.shortNames,
  ];
  return names.includes(word) && (group.length === 0 || kind.group === group.join('.'));
}

/** Kinds to look through: those the command speaks of, then the everyday ones. */
function likelyKinds(served: readonly Kind[], command: string): readonly Kind[] {
  const spoken = command.split(/[\s,/]+/).filter(Boolean);
  const named = served.filter((kind) => spoken.some((word) => isCalled(kind, word)));
  const usual = everyday.flatMap((name) => served.find(({ kind }) => kind === name) ?? []);
  return [...new Set([...named, ...usual])];
}

/** Namespaces, those the line or command names first, then the current one. */
function likelyNamespaces(api: Api, text: string, current: string): readonly string[] {
  const kind = api.kinds().find((each) => each.kind === 'Namespace');
  const all = kind ? api.list(kind).map(({ metadata }) => metadata.name) : [];
  const said = new Set(text.split(/[\s=,"']+/));
  return [...new Set([...all.filter((name) => said.has(name)), current, ...all])];
}

/** Every object the line names, in the order of the line. */
export function namedObjects(
  api: Api,
  line: string,
  command: string,
  current: string,
): readonly NamedObject[] {
  const served = api.kinds().filter(({ verbs }) => verbs.includes('get'));
  const likely = likelyKinds(served, command);
  const namespaces = likelyNamespaces(api, `${line} ${command}`, current);
  const find = (
    kinds: readonly Kind[],
    name: string,
  ): Omit<NamedObject, 'start' | 'end'> | undefined => {
    for (const kind of kinds) {
      const places = kind.namespaced ? namespaces : [''];
      const namespace = places.find((place) => api.get(kind, place, name) !== undefined);
      if (namespace === undefined) continue;
      return {
        name,
        resource: kind.singular,
        namespace: namespace === current ? '' : namespace,
        hasLogs: withLogs.includes(kind.kind),
      };
    }
    return undefined;
  };
  return [...line.matchAll(words)].flatMap((match) => {
    const [word, said, name = ''] = match;
    const kinds = said === undefined ? likely : served.filter((kind) => isCalled(kind, said));
    const found = find(kinds, name);
    return found ? [{ start: match.index, end: match.index + word.length, ...found }] : [];
  });
}
