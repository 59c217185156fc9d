/** `/x-reconcile/`: what tests do to a served cluster beside its API. Everything is answered when it is done. */
import { parseGoDuration } from '#apimachinery/duration.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { RunningCluster } from '#cluster/create-cluster.ts';
import { settlesAtMs } from '#cluster/settle.ts';
import type { SessionRecorder } from '#lab/recorder.ts';
import type { Pace, Speed } from './pace.ts';
import type { Session } from './session.ts';

/** Where the control paths begin. */
export const CONTROL = '/x-reconcile/';

export interface ControlParts {
  readonly cluster: RunningCluster;
  readonly pace: Pace;
  readonly log: SessionRecorder;
  readonly session: Pick<Session, 'streams'>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What was asked wrongly: told in the answer's `error`. */
class ControlError extends Error {
  override name = 'ControlError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Action = (parts: ControlParts, url: URL, name: string) => Promise<object> | object;

const stateOf = ({ cluster, pace, session }: ControlParts) => ({
  now: new Date(cluster.clock.now()).toISOString(),
  steps: cluster.clock.steps,
  speed: pace.speed,
  streams: session.streams,
});

function durationOf(url: URL): number {
  const text = url.searchParams.get('for') ?? '';
  const ms = parseGoDuration(text);
  if (ms !== undefined && ms >= 0) return ms;
  throw new ControlError(400, `"for" must be a duration such as 30s, 5m or 1h; got "${text}"`);
}

/** Throws the faults' own 404 for what is no machine; asking twice changes nothing. */
const fail: Action = ({ cluster, log }, _url, node) => {
  cluster.faults.failNode(node);
  log.note({ fail: node });
  return { node, power: false };
};

const recover: Action = ({ cluster, log }, _url, node) => {
  cluster.faults.recoverNode(node);
  log.note({ recover: node });
  return { node, power: true };
};

const advance: Action = async ({ cluster, pace }, url) => {
  const untilMs = cluster.clock.now() + durationOf(url);
  await pace.skip(() => untilMs);
  return {};
};

const settle: Action = async ({ cluster, pace }) => {
  await pace.skip(settlesAtMs(cluster));
  return {};
};

/** Moves no time itself: it passes as the speed, or another client's wait, has it pass. */
const wait: Action = ({ cluster, pace }, url) =>
  new Promise((resolve) => {
    pace.when(cluster.clock.now() + durationOf(url), () => resolve({}));
  });

const setSpeed: Action = ({ pace }, url) => {
  const text = url.searchParams.get('factor') ?? '';
  const speed = parseSpeed(text);
  if (speed === undefined) {
    throw new ControlError(400, `"factor" must be a number from 0 on, or auto; got "${text}"`);
  }
  pace.setSpeed(speed);
  return {};
};

/** "20" ⇒ 20, "auto" ⇒ "auto"; undefined for what is no speed. */
export function parseSpeed(text: string): Speed | undefined {
  if (text === 'auto') return 'auto';
  const factor = Number(text);
  return text.trim() !== '' && Number.isFinite(factor) && factor >= 0 ? factor : undefined;
}

const actions: readonly {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly run: Action;
}[] = [
  { method: 'POST', path: /^nodes\/([^/]+)\/fail$/, run: fail },
  { method: 'POST', path: /^nodes\/([^/]+)\/recover$/, run: recover },
  { method: 'POST', path: /^advance$/, run: advance },
  { method: 'POST', path: /^settle$/, run: settle },
  { method: 'POST', path: /^wait$/, run: wait },
  { method: 'POST', path: /^speed$/, run: setSpeed },
  { method: 'GET', path: /^clock$/, run: () => ({}) },
  { method: 'GET', path: /^state-hash$/, run: ({ cluster }) => ({ hash: cluster.stateHash() }) },
];

const json = ({ status, body }: Answer): Response =>
  new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json' },
  });

async function act(parts: ControlParts, method: string, url: URL): Promise<Answer> {
  const path = decodeURIComponent(url.pathname.slice(CONTROL.length));
  const found = actions.find((action) => action.path.test(path));
  if (!found) {
    const known =
      'nodes/NAME/fail, nodes/NAME/recover, advance, settle, wait, speed, clock, state-hash, log';
    throw new ControlError(
      404,
      `there is no ${url.pathname}; under ${CONTROL} there are: ${known}`,
    );
  }
  if (found.method !== method) {
    throw new ControlError(405, `${url.pathname} takes ${found.method}, not ${method}`);
  }
  const more = await found.run(parts, url, found.path.exec(path)?.[1] ?? '');
  return { status: 200, body: { ...stateOf(parts), ...more } };
}

/** Answers a request under `/x-reconcile/`. The log comes as JSON lines, all else as JSON. */
export async function control(parts: ControlParts, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname === `${CONTROL}log` && request.method === 'GET') {
    return new Response(parts.log.print(), { headers: { 'content-type': 'application/jsonl' } });
  }
  try {
    return json(await act(parts, request.method, url));
  } catch (error) {
    if (error instanceof StatusError) {
      return json({ status: error.code, body: { error: error.message } });
    }
    if (!(error instanceof ControlError)) throw error;
    return json({ status: error.status, body: { error: error.message } });
  }
}
