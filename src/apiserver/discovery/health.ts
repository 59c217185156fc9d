/** How the server is: `/healthz`, `/livez`, `/readyz` and each of their checks. Mirrors apiserver pkg/server/healthz. */
import type { ApiResponse } from '#apimachinery/api.ts';

const HOOKS = [
  'start-apiserver-admission-initializer',
  'generic-apiserver-start-informers',
  'priority-and-fairness-config-consumer',
  'priority-and-fairness-filter',
  'storage-object-count-tracker-hook',
  'start-apiextensions-informers',
  'start-apiextensions-controllers',
  'crd-informer-synced',
  'start-system-namespaces-controller',
  'start-cluster-authentication-info-controller',
  'start-kube-apiserver-identity-lease-controller',
  'start-kube-apiserver-identity-lease-garbage-collector',
  'start-legacy-token-tracking-controller',
  'start-service-ip-repair-controllers',
  'rbac/bootstrap-roles',
  'scheduling/bootstrap-system-priority-classes',
  'priority-and-fairness-config-producer',
  'bootstrap-controller',
  'start-kubernetes-service-cidr-controller',
  'start-kube-aggregator-informers',
  'apiservice-status-local-available-controller',
  'apiservice-status-remote-available-controller',
  'apiservice-registration-controller',
  'apiservice-discovery-controller',
  'kube-apiserver-autoregistration',
  'apiservice-openapi-controller',
  'apiservice-openapiv3-controller',
].map((name) => `poststarthook/${name}`);

const FIRST = ['ping', 'log', 'etcd'];
const [HOOKS_BEFORE, HOOKS_AFTER] = [HOOKS.slice(0, -2), HOOKS.slice(-2)];
const CHECKS = [...FIRST, ...HOOKS_BEFORE, 'autoregister-completion', ...HOOKS_AFTER];

const checks: Readonly<Record<string, readonly string[]>> = {
  healthz: CHECKS,
  livez: CHECKS,
  readyz: [...FIRST, 'etcd-readiness', 'informer-sync', ...CHECKS.slice(3), 'shutdown'],
};

const text = (body: string, code = 200): ApiResponse => ({
  code,
  contentType: 'text/plain; charset=utf-8',
  body,
});

/** What nobody serves, outside the API. */
export const pageNotFound = (): ApiResponse => text('404 page not found\n', 404);

/** Every path of the checks, for the list at `/`. */
export const healthPaths: readonly string[] = Object.entries(checks).flatMap(([root, names]) => [
  `/${root}`,
  ...names.map((name) => `/${root}/${name}`),
]);

/** Answers below `/healthz`, `/livez`, `/readyz`; undefined for other paths. */
export function answerHealth(path: string, query: URLSearchParams): ApiResponse | undefined {
  const [, root = '', ...rest] = path.split('/');
  const names = Object.hasOwn(checks, root) ? checks[root] : undefined;
  if (!names) return undefined;
  const one = rest.join('/');
  if (one) return names.includes(one) ? text('ok') : pageNotFound();
  if (!query.has('verbose')) return text('ok');
  const excluded = query.getAll('exclude');
  const lines = names.map(
    (name) => `[+]${name} ${excluded.includes(name) ? 'excluded: ok' : 'ok'}\n`,
  );
  return text(`${lines.join('')}${root} check passed\n`);
}
