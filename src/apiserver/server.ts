/** One API server: a store, the verbs over it, and requests as data. */
import type { Actor, Api, Finding } from '#apimachinery/api.ts';
import { type Kind, withTables } from '#apimachinery/kind.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { Trace } from '#kernel/trace.ts';
import { admissionSteps } from './admission/index.ts';
import type { Credentials } from './auth/authenticate.ts';
import { createAuthority } from './auth/authority.ts';
import { startSigner } from './auth/certificates/signer.ts';
import { startSecretTokens } from './auth/tokens/secret-tokens.ts';
import { installBootstrapObjects } from './bootstrap/index.ts';
import type { Compute } from './computed-table.ts';
import type { EvictionGate, ServerContext } from './context.ts';
import { startDefinitions } from './crd/definitions.ts';
import { createCustomKinds } from './crd/registry.ts';
import { createDirectCalls } from './direct-calls.ts';
import { startExpiry } from './expiry.ts';
import { createFetch, type Fetch, withProse } from './fetch.ts';
import type { History } from './history.ts';
import { judge } from './judge.ts';
import { createMoulds } from './moulds.ts';
import { trackQuotas } from './quota-status.ts';
import { createHandler } from './router.ts';
import { trackServiceAddresses } from './service-addresses.ts';
import { createStore } from './store.ts';
import type { ExecProvider } from './subresources/exec-provider.ts';
import type { LogProvider } from './subresources/log-provider.ts';
import { list } from './verbs/list.ts';

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
  /** Runs commands in containers and reaches their ports; without it `kubectl exec` is refused honestly. */
  readonly exec?: ExecProvider | undefined;
  readonly evictionGate?: EvictionGate | undefined;
  /** Kinds whose objects are worked out when they are asked for: metrics. */
  readonly computed?: ReadonlyMap<Kind, Compute> | undefined;
}

export interface ApiServer extends Api {
  /** What happened, for the timeline and history checks. */
  readonly history: History;
  /** The revision of the last write. */
  readonly revision: number;
  /** The same API over HTTP: JSON, streams, `Warning:` headers. */
  readonly fetch: Fetch;
  /** An answer of `handle` with the prose that is loaded only for who may wait: the descriptions in OpenAPI. */
  readonly withProse: typeof withProse;
  /** What a write of this would be refused for, as far as the object alone says it. Changes nothing. */
  judge(value: JsonObject): readonly Finding[];
  /**
   * Who sends a request, by its `authorization` header or client certificate: undefined when it says
   * nothing (`system:anonymous`, or the process itself); throws a StatusError of 401 for what is not believed.
   */
  authenticate(credentials: Credentials): Actor | undefined;
  /** Writes what every cluster is born with: roles, bindings, flow control, APIServices; kube-system and kube-public must be there. */
  installBootstrapObjects(): void;
}

/** What admission reads beside the object may change what comes of a template. */
function forgetMoulds({ store, kinds, admission, moulds }: ServerContext): void {
  const read = new Set(admission.flatMap(({ reads }) => reads ?? []));
  for (const kind of kinds.filter(({ plural }) => read.has(plural))) {
    store.subscribe(moulds.forget, { kind });
  }
}

/** An empty API server. It makes nothing by itself: namespaces and the like are the cluster's first writes. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { clock, kinds, trace, freeze, historyLimit, computed } = options;
  const random = options.random.fork('apiserver');
  const store = createStore({ kinds, clock, trace, freeze, historyLimit, computed });
  const ground = { store, clock, random, kinds };
  const custom = createCustomKinds(store, kinds);
  const server: ServerContext = {
    store,
    clock,
    random,
    get kinds() {
      return custom.kinds();
    },
    auth: createAuthority(ground),
    kindContext: {
      get nowMs() {
        return clock.now();
      },
      integer: random.integer,
      stored: (kind) => list(server, kind),
    },
    admission: admissionSteps,
    moulds: createMoulds(),
    logs: options.logs,
    exec: options.exec,
    evictionGate: options.evictionGate,
  };
  startExpiry(store, clock, withTables(kinds));
  forgetMoulds(server);
  trackServiceAddresses(server);
  trackQuotas(server);
  startSecretTokens(server);
  startSigner(server);
  startDefinitions(server, custom);
  const handle = createHandler(server);
  return {
    ...createDirectCalls(server),
    kinds: custom.kinds,
    eachKind: custom.eachKind,
    handle,
    fetch: createFetch(handle),
    withProse,
    judge: (value) => judge(custom.kinds(), value, { ...server.kindContext, integer: () => 0 }),
    history: store.history,
    authenticate: server.auth.actorOf,
    installBootstrapObjects: () => installBootstrapObjects(server),
    get revision() {
      return store.revision;
    },
  };
}
