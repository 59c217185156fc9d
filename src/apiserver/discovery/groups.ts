/** Which groups and versions there are, in the order upstream lists them. */
import type { Kind } from '#apimachinery/kind.ts';

/** Groups by priority. Mirrors kubernetes cmd/kube-apiserver/app/aggregator.go apiVersionPriorities. */
const ORDER = [
  '',
  'apiregistration.k8s.io',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'resource.k8s.io',
  'flowcontrol.apiserver.k8s.io',
];

const placeOf = (group: string): number => {
  const at = ORDER.indexOf(group);
  return at < 0 ? ORDER.length : at;
};

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STAGES = ['alpha', 'beta', undefined];

/** v2 before v1 before v2beta1 before v1alpha1 before anything else. Mirrors apimachinery pkg/version CompareKubeAwareVersionStrings. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [VERSION.exec(a), VERSION.exec(b)];
  if (!x || !y) return x ? -1 : y ? 1 : a < b ? -1 : 1;
  const stage = STAGES.indexOf(y[2]) - STAGES.indexOf(x[2]);
  return stage || Number(y[1]) - Number(x[1]) || Number(y[3] ?? 0) - Number(x[3] ?? 0);
}

/** The groups of some kinds; the core group is "". Groups of custom resources come last, by name. */
export const groupsOf = (kinds: readonly Kind[]): readonly string[] =>
  [...new Set(kinds.map(({ group }) => group))].sort(
    (a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1),
  );

/** The versions of a group, the preferred one first. */
export const versionsOf = (kinds: readonly Kind[], group: string): readonly string[] =>
  [...new Set(kinds.filter((one) => one.group === group).map((one) => one.version))].sort(
    compareVersions,
  );

/** The kinds of a group and version, in order of their names. */
export const kindsOf = (kinds: readonly Kind[], group: string, version: string): readonly Kind[] =>
  kinds
    .filter((one) => one.group === group && one.version === version)
    .sort((a, b) => (a.plural < b.plural ? -1 : 1));
