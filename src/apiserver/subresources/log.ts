/** GET pods/NAME/log: the server only asks the kubelet, which the cluster plugs in. */
import type { ApiResponse, LogQuery } from '#apimachinery/api.ts';
import { forbidden, invalid } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError, invalidError, notFoundError } from '#apimachinery/status.ts';
import { parseTime } from '#apimachinery/time.ts';
import { lookUp, type ServerContext } from '../context.ts';

interface Named {
  readonly name: string;
}
interface PodLike extends KubeObject {
  readonly spec: {
    readonly containers: readonly Named[];
    readonly initContainers?: readonly Named[];
    readonly ephemeralContainers?: readonly Named[];
    readonly nodeName?: string;
  };
}

/** The container meant; the only one when none is named. Mirrors kubernetes pkg/registry/core/pod/strategy.go LogLocation. */
function containerOf(pod: PodLike, asked: string): string {
  const name = pod.metadata.name;
  const main = pod.spec.containers.map((one) => one.name);
  const init = (pod.spec.initContainers ?? []).map((one) => one.name);
  if (asked) {
    const { ephemeralContainers = [] } = pod.spec;
    if ([...main, ...init].includes(asked)) return asked;
    if (ephemeralContainers.some((one) => one.name === asked)) return asked;
    throw badRequestError(`container ${asked} is not valid for pod ${name}`);
  }
  if (main.length === 1 && main[0]) return main[0];
  const initText = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequestError(
    `a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${initText}`,
  );
}

/** A query parameter as a whole number; refuses another text in Go's words. */
function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw badRequestError(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}

const layout = '2006-01-02T15:04:05Z07:00';

function timeIn(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!Number.isNaN(parseTime(text))) return text;
  throw badRequestError(
    `parsing time ${JSON.stringify(text)} as "${layout}": cannot parse ${JSON.stringify(text)} as "2006"`,
  );
}

interface LogLimits {
  readonly tailLines?: number | undefined;
  readonly limitBytes?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  readonly sinceTime?: string | undefined;
}

/** Numbers that limit what is read. Mirrors kubernetes pkg/apis/core/validation ValidatePodLogOptions. */
function limitsOf(query: URLSearchParams, pod: string): LogLimits {
  const [tailLines, limitBytes] = [numberIn(query, 'tailLines'), numberIn(query, 'limitBytes')];
  const [sinceSeconds, sinceTime] = [numberIn(query, 'sinceSeconds'), timeIn(query, 'sinceTime')];
  const errors = [];
  if (tailLines !== undefined && tailLines < 0) {
    errors.push(invalid('tailLines', tailLines, 'must be greater than or equal to 0'));
  }
  if (limitBytes !== undefined && limitBytes < 1) {
    errors.push(invalid('limitBytes', limitBytes, 'must be greater than 0'));
  }
  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    errors.push(forbidden('[]', 'at most one of `sinceTime` or `sinceSeconds` may be specified'));
  } else if (sinceSeconds !== undefined && sinceSeconds < 1) {
    errors.push(invalid('sinceSeconds', sinceSeconds, 'must be greater than 0'));
  }
  if (errors.length > 0) throw invalidError({ group: '', kind: 'PodLogOptions' }, pod, errors);
  return { tailLines, limitBytes, sinceSeconds, sinceTime };
}

const withoutUndefined = (limits: LogLimits): Partial<LogQuery> =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));

/** Answers a log request, or says what it lacks. */
export function readLog(
  server: ServerContext,
  kind: Kind,
  namespace: string,
  name: string,
  query: URLSearchParams,
): ApiResponse {
  const pod = lookUp(server, kind, namespace, name) as PodLike | undefined;
  if (!pod) throw notFoundError(kind, name);
  const limits = limitsOf(query, name);
  const container = containerOf(pod, query.get('container') ?? '');
  if (!pod.spec.nodeName) {
    return { code: 200, contentType: 'text/plain', body: '' };
  }
  if (!server.logs)
    throw badRequestError('this API server reaches no kubelet, so there are no logs');
  return server.logs(pod, {
    container,
    follow: query.get('follow') === 'true',
    previous: query.get('previous') === 'true',
    timestamps: query.get('timestamps') === 'true',
    ...withoutUndefined(limits),
  });
}
