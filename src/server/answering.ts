/** From a request at the door to its answer: who asks, what path, and how it is sent. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StatusError } from '#apimachinery/status.ts';
import type { RunningCluster } from '#cluster/create-cluster.ts';
import type { SessionRecorder } from '#lab/recorder.ts';
import { CONTROL, control } from './control.ts';
import type { UpgradeListener } from './front-door.ts';
import type { Pace } from './pace.ts';
import { withJsonBody } from './protobuf/request.ts';
import type { Session } from './session.ts';
import { answerUpgrade } from './upgrade/upgrade.ts';
import { checkAdmin, type UserOf } from './users.ts';
import { certificateOf, headersOf, sendResponse, toWebRequest } from './web.ts';

/** What answers need. */
export interface Parts {
  readonly cluster: RunningCluster;
  readonly pace: Pace;
  readonly session: Session;
  readonly log: SessionRecorder;
  readonly userOf: UserOf;
}

const refusal = ({ code, status }: StatusError): Response =>
  new Response(`${JSON.stringify(status)}\n`, {
    status: code,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, private' },
  });

const notAllowed = (): StatusError =>
  new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );

async function respond(
  parts: Parts,
  request: Request,
  certificate: string | undefined,
): Promise<[Response, boolean]> {
  const { session, cluster, userOf } = parts;
  try {
    const actor = userOf(request.headers, certificate);
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(CONTROL)) {
      checkAdmin(actor, pathname);
      return [await control(parts, request), false];
    }
    let isStream = false;
    const response = await cluster.api.fetch(await withJsonBody(request), (asked) => {
      const answer = session.handle({ ...asked, actor });
      isStream = answer.stream !== undefined || answer.textStream !== undefined;
      return answer;
    });
    return [response, isStream];
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return [refusal(error), false];
  }
}

async function answer(parts: Parts, incoming: IncomingMessage, outgoing: ServerResponse) {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  let request: Request;
  try {
    request = toWebRequest(incoming, gone.signal);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return sendResponse(refusal(notAllowed()), false, incoming, outgoing);
  }
  const [response, isStream] = await respond(parts, request, certificateOf(incoming));
  const sent = sendResponse(response, isStream, incoming, outgoing);
  if (!isStream) await sent;
  parts.pace.stir();
  return sent;
}

/** Connections that become something else. */
export const upgradeListener =
  ({ userOf, session }: Parts): UpgradeListener =>
  (request, socket, head) =>
    answerUpgrade({ request, socket, head }, () => {
      const headers = headersOf(request);
      const actor = userOf(headers, certificateOf(request));
      const { method = 'GET', url: path = '/' } = request;
      return session.handle({ method, path, headers: Object.fromEntries(headers), actor });
    });

/** Answers every request; what breaks is the server's fault and is told as such, once. */
export const requestListener =
  (parts: Parts) =>
  (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answer(parts, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.destroyed || outgoing.headersSent) return outgoing.destroy();
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      outgoing.statusCode = 500;
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end(JSON.stringify(new StatusError(500, 'InternalError', message).status));
      return undefined;
    });
  };
