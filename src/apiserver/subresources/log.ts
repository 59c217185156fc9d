/** GET pods/NAME/log: the server only asks the kubelet, which the cluster plugs in. */
import type { ApiResponse } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError, notFoundError } from '#apimachinery/status.ts';
import { lookUp, type ServerContext } from '../context.ts';

interface Named {
  readonly name: string;
}
interface PodLike extends KubeObject {
  readonly spec: {
    readonly containers: readonly Named[];
    readonly initContainers?: readonly Named[];
    readonly nodeName?: string;
  };
}

/** The container meant; the only one when none is named. Mirrors kubernetes pkg/registry/core/pod/strategy.go LogLocation. */
function containerOf(pod: PodLike, asked: string): string {
  const name = pod.metadata.name;
  const main = pod.spec.containers.map((one) => one.name);
  const init = (pod.spec.initContainers ?? []).map((one) => one.name);
  if (asked) {
    if ([...main, ...init].includes(asked)) return asked;
    throw badRequestError(`container ${asked} is not valid for pod ${name}`);
  }
  if (main.length === 1 && main[0]) return main[0];
  const initText = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequestError(
    `a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${initText}`,
  );
}

const numberIn = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  return text === null ? undefined : Number(text);
};

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
  const container = containerOf(pod, query.get('container') ?? '');
  if (!pod.spec.nodeName) {
    return { code: 200, contentType: 'text/plain', body: '' };
  }
  if (!server.logs)
    throw badRequestError('this API server reaches no kubelet, so there are no logs');
  const tailLines = numberIn(query, 'tailLines');
  const limitBytes = numberIn(query, 'limitBytes');
  const sinceSeconds = numberIn(query, 'sinceSeconds');
  const sinceTime = query.get('sinceTime');
  return server.logs(pod, {
    container,
    follow: query.get('follow') === 'true',
    previous: query.get('previous') === 'true',
    timestamps: query.get('timestamps') === 'true',
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(sinceTime === null ? {} : { sinceTime }),
  });
}
