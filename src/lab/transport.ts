/** How kubectl in a lab reaches the cluster: no HTTP, no JSON, and every input noted in the log. */
import type { Actor, ApiRequest, ApiResponse, WatchStream } from '#apimachinery/api.ts';
import type { DuplexStream } from '#apimachinery/duplex.ts';
import { sha256Hex } from '#apimachinery/sha256.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Transport } from '#client/rest.ts';
import type { RunningCluster } from '#cluster/create-cluster.ts';
import type { ShellClock } from '#shell/program.ts';

/** Who sits at the terminal: the kubeconfig's user. */
export const learner: Actor = {
  name: 'kubectl',
  user: 'learner',
  groups: ['system:masters', 'system:authenticated'],
  extra: {
    'authentication.kubernetes.io/credential-id': [`X509SHA256=${sha256Hex('learner')}`],
  },
};

/** A stream that says `pulse` with every frame, so that its reader gets a turn before time moves. */
const pulsing = <Frame>(stream: WatchStream<Frame>, pulse: () => void): WatchStream<Frame> => ({
  start: (onFrame, onEnd) =>
    stream.start(
      (frame) => {
        pulse();
        onFrame(frame);
      },
      () => {
        pulse();
        onEnd();
      },
    ),
  close: () => stream.close(),
});

/** Another user of the kubeconfig, without credentials. */
const stranger: Actor = {
  name: 'kubectl',
  user: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** What a lab's cluster answers with. */
type LabApi = Pick<RunningCluster['api'], 'handle' | 'authenticate' | 'withProse'>;

/**
 * Answers as the server over HTTP does: as whom the credentials name, who is a stranger without any.
 * The lab's own user needs none.
 */
export function answerAs(api: LabApi, request: ApiRequest): ApiResponse {
  try {
    const isLearner = (request.actor ?? learner).user === learner.user;
    const actor = api.authenticate(request) ?? (isLearner ? learner : stranger);
    return api.handle({ ...request, actor });
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { code: error.code, body: error.status };
  }
}

/** A command in a container that says `pulse` with everything it prints. */
const pulsingCommand = (command: DuplexStream, pulse: () => void): DuplexStream => ({
  ...command,
  start: (onData, onEnd) =>
    command.start(
      (channel, text) => {
        pulse();
        onData(channel, text);
      },
      (status) => {
        pulse();
        onEnd(status);
      },
    ),
});

/** What brings its prose: every other answer is there at once. */
const isOpenApi = ({ path }: ApiRequest): boolean => path.startsWith('/openapi/');

/** `note` is told of each request before it is answered, `noteCommand` of commands in containers; `load` waits for what is downloaded. */
export function createTransport(
  api: LabApi,
  note: (request: ApiRequest) => void,
  noteCommand: (request: ApiRequest, command: DuplexStream) => DuplexStream,
  pulse: () => void,
  load: ShellClock['load'],
): Transport {
  return async (request) => {
    note(request);
    const answer = answerAs(api, request);
    const response = isOpenApi(request) ? await load(() => api.withProse(request, answer)) : answer;
    const { stream, textStream, duplex } = response;
    return {
      ...response,
      ...(duplex ? { duplex: pulsingCommand(noteCommand(request, duplex), pulse) } : {}),
      ...(stream ? { stream: pulsing(stream, pulse) } : {}),
      ...(textStream ? { textStream: pulsing(textStream, pulse) } : {}),
    };
  };
}
