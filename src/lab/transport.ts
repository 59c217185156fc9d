/** How kubectl in a lab reaches the cluster: no HTTP, no JSON, and every input noted in the log. */
import type { Actor, Api, ApiRequest, ApiResponse, WatchStream } from '#apimachinery/api.ts';
import type { Transport } from '#client/rest.ts';

/** Who sits at the terminal: the kubeconfig's user. */
export const learner: Actor = {
  name: 'kubectl',
  user: 'learner',
  groups: ['system:masters', 'system:authenticated'],
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

/** `note` is told of each request before it is answered. */
export function createTransport(
  api: Api,
  note: (request: ApiRequest) => void,
  pulse: () => void,
): Transport {
  return async (request) => {
    note(request);
    const response: ApiResponse = api.handle({ ...request, actor: learner });
    const { stream, textStream } = response;
    return {
      ...response,
      ...(stream ? { stream: pulsing(stream, pulse) } : {}),
      ...(textStream ? { textStream: pulsing(textStream, pulse) } : {}),
    };
  };
}
