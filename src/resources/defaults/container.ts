/** Defaults of a container. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Container and what it reaches. */
import type { Container, EnvVar, Probe } from '../pods/types.ts';
import { mapShared, replaced, withDefaults } from './with-defaults.ts';

type Handler = NonNullable<NonNullable<Container['lifecycle']>['postStart']>;

/** "nginx" ⇒ "latest", "nginx:1.21" ⇒ "1.21", "nginx@sha256:…" ⇒ "". */
export function imageTag(image: string): string {
  const [name = '', digest] = image.split('@');
  const tag = /:([^:/]*)$/.exec(name)?.[1];
  return tag ?? (digest === undefined ? 'latest' : '');
}

/** `Always` for the tag `latest`, else `IfNotPresent`. */
export const pullPolicyOf = (image: string): string =>
  imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent';

const handler = <T extends Handler | Probe>(value: T): T =>
  value.httpGet
    ? replaced(value, 'httpGet', withDefaults(value.httpGet, { path: '/', scheme: 'HTTP' }))
    : value;

const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** A probe's 0 means "not said". */
function probe(value: Probe | undefined): Probe | undefined {
  if (!value) return undefined;
  const said = Object.entries(value).filter(([key, given]) => !(key in PROBE) || given !== 0);
  const given = said.length === Object.keys(value).length ? value : Object.fromEntries(said);
  const full = withDefaults(handler(given as Probe), PROBE);
  const { grpc } = full;
  return grpc && grpc.service === undefined ? { ...full, grpc: { ...grpc, service: '' } } : full;
}

function lifecycle(value: Container['lifecycle']): Container['lifecycle'] {
  if (!value) return undefined;
  const started = replaced(value, 'postStart', value.postStart && handler(value.postStart));
  return replaced(started, 'preStop', value.preStop && handler(value.preStop));
}

function env(variable: EnvVar): EnvVar {
  const from = variable.valueFrom;
  if (!from?.fieldRef) return variable;
  const fieldRef = withDefaults(from.fieldRef, { apiVersion: 'v1' });
  return replaced(variable, 'valueFrom', replaced(from, 'fieldRef', fieldRef));
}

/** A container with everything a client may leave out. */
export function defaultContainer(container: Container): Container {
  let next = withDefaults(container, {
    imagePullPolicy: pullPolicyOf(container.image ?? ''),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
  });
  const ports = mapShared(next.ports, (port) => withDefaults(port, { protocol: 'TCP' }));
  next = replaced(next, 'ports', ports);
  next = replaced(next, 'env', mapShared(next.env, env));
  next = replaced(next, 'livenessProbe', probe(next.livenessProbe));
  next = replaced(next, 'readinessProbe', probe(next.readinessProbe));
  next = replaced(next, 'startupProbe', probe(next.startupProbe));
  return replaced(next, 'lifecycle', lifecycle(next.lifecycle));
}
