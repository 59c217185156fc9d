/** Probes and lifecycle handlers. Mirrors kubernetes pkg/apis/core/validation/validation.go validateProbe and validateHandler. */
import type { FieldError } from '#apimachinery/field-error.ts';
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import type { Container, Probe } from '../../pods/types.ts';
import { each, type FieldErrors, none, nonNegative } from '../fields.ts';
import { headerNameErrors, portNumberErrors } from '../formats.ts';
import { validatePort } from './ports.ts';

type Lifecycle = NonNullable<Container['lifecycle']>;
type Handler = NonNullable<Lifecycle['preStop']> & Pick<Probe, 'grpc'>;
type HttpGet = NonNullable<Handler['httpGet']>;
const SCHEMES = ['HTTP', 'HTTPS'];

const validateHttpGet = (field: string, http: HttpGet): FieldErrors => [
  ...(http.path ? none : [required(`${field}.path`)]),
  ...validatePort(`${field}.port`, http.port),
  ...(SCHEMES.includes(http.scheme ?? '')
    ? none
    : [notSupported(`${field}.scheme`, http.scheme, SCHEMES)]),
  ...(http.httpHeaders ?? []).flatMap(({ name }) =>
    each(`${field}.httpHeaders`, name, headerNameErrors(name)),
  ),
];

function validateSleep(field: string, seconds: number, graceSeconds: number): FieldErrors {
  if (seconds >= 0 && seconds <= graceSeconds) return none;
  const why = `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`;
  return [invalid(field, seconds, why)];
}

/** Exactly one way to act. */
function validateHandler(field: string, handler: Handler, graceSeconds: number): FieldErrors {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const ways: readonly [string, object | undefined, () => FieldErrors][] = [
    ['exec', exec, () => (exec?.command?.length ? none : [required(`${field}.exec.command`)])],
    ['httpGet', httpGet, () => (httpGet ? validateHttpGet(`${field}.httpGet`, httpGet) : none)],
    ['tcpSocket', tcpSocket, () => validatePort(`${field}.tcpSocket.port`, tcpSocket?.port)],
    [
      'grpc',
      grpc,
      () => each(`${field}.grpc.port`, grpc?.port ?? 0, portNumberErrors(grpc?.port ?? 0)),
    ],
    ['sleep', sleep, () => validateSleep(`${field}.sleep`, sleep?.seconds ?? 0, graceSeconds)],
  ];
  const used = ways.filter(([, way]) => way !== undefined);
  if (used.length === 0) return [required(field, 'must specify a handler type')];
  return used.flatMap(([name, , check], at) =>
    at === 0
      ? check()
      : [forbidden(`${field}.${name}`, 'may not specify more than 1 handler type')],
  );
}

const COUNTS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function validateProbe(field: string, probe: Probe, graceSeconds: number): FieldError[] {
  const grace = probe.terminationGracePeriodSeconds;
  return [
    ...validateHandler(field, probe, graceSeconds),
    ...COUNTS.flatMap((count) => nonNegative(`${field}.${count}`, probe[count])),
    ...(grace !== undefined && grace <= 0
      ? [invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than 0')]
      : none),
  ];
}

/** One success must be enough for a container to count as alive or started. */
function validateOnce(field: string, probe: Probe | undefined, graceSeconds: number): FieldErrors {
  if (!probe) return none;
  const errors = validateProbe(field, probe, graceSeconds);
  return probe.successThreshold === 1
    ? errors
    : [...errors, invalid(`${field}.successThreshold`, probe.successThreshold, 'must be 1')];
}

function validateReadiness(
  field: string,
  probe: Probe | undefined,
  graceSeconds: number,
): FieldErrors {
  if (!probe) return none;
  const errors = validateProbe(field, probe, graceSeconds);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace === undefined) return errors;
  const why = 'must not be set for readinessProbes';
  return [...errors, invalid(`${field}.terminationGracePeriodSeconds`, grace, why)];
}

/** A container's handlers and probes, in upstream's order. */
export const validateProbes = (
  field: string,
  container: Container,
  graceSeconds: number,
): FieldErrors => {
  const { postStart, preStop } = container.lifecycle ?? {};
  return [
    ...(postStart
      ? validateHandler(`${field}.lifecycle.postStart`, postStart, graceSeconds)
      : none),
    ...(preStop ? validateHandler(`${field}.lifecycle.preStop`, preStop, graceSeconds) : none),
    ...validateOnce(`${field}.livenessProbe`, container.livenessProbe, graceSeconds),
    ...validateReadiness(`${field}.readinessProbe`, container.readinessProbe, graceSeconds),
    ...validateOnce(`${field}.startupProbe`, container.startupProbe, graceSeconds),
  ];
};
