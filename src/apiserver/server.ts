/** One API server: a store, the verbs over it, and requests as data. */
import type { Api } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { Trace } from '#kernel/trace.ts';
import { admissionSteps } from './admission/index.ts';
import type { EvictionGate, ServerContext } from './context.ts';
import { createDirectCalls } from './direct-calls.ts';
import { startExpiry } from './expiry.ts';
import { createFetch, type Fetch } from './fetch.ts';
import type { History } from './history.ts';
import { createMoulds } from './moulds.ts';
import { createHandler } from './router.ts';
import { createStore } from './store.ts';
import type { LogProvider } from './subresources/log-provider.ts';

export interface ApiServerOptions {
  readonly kinds: readonly Kind[];
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  /** Deep-freezes what is stored, to catch mutation in tests. */
  readonly freeze?: boolean | undefined;
  /** Events kept before the oldest are forgotten and watches from there get 410. Default 100,000. */
  readonly historyLimit?: number | undefined;
  /** Reads containers' logs; without it `kubectl logs` is refused honestly. */
  readonly logs?: LogProvider | undefined;
  readonly evictionGate?: EvictionGate | undefined;
}

export interface ApiServer extends Api {
  /** What happened, for the timeline and history checks. */
  readonly history: History;
  /** The revision of the last write. */
  readonly revision: number;
  /** The same API over HTTP: JSON, streams, `Warning:` headers. */
  readonly fetch: Fetch;
}

/** An empty API server. It makes nothing by itself: namespaces and the like are the cluster's first writes. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { clock, kinds, trace, freeze, historyLimit } = options;
  const random = options.random.fork('apiserver');
  const store = createStore({ kinds, clock, trace, freeze, historyLimit });
  const server: ServerContext = {
    store,
    clock,
    random,
    kinds,
    kindContext: {
      get nowMs() {
        return clock.now();
      },
      integer: random.integer,
      stored: (kind) => store.table(kind).list(undefined),
    },
    admission: admissionSteps,
    moulds: createMoulds(),
    logs: options.logs,
    evictionGate: options.evictionGate,
  };
  startExpiry(store, clock, kinds);
  const handle = createHandler(server);
  return {
    ...createDirectCalls(server),
    handle,
    fetch: createFetch(handle),
    history: store.history,
    get revision() {
      return store.revision;
    },
  };
}
