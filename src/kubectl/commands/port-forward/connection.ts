/** One connection that is forwarded: what is asked goes into the pod, and what comes back is the answer. Mirrors client-go tools/portforward handleConnection. */
import type { PortTunnel } from '#apimachinery/duplex.ts';
import { parseResponse, printRequest } from '#web/message.ts';
import type { KubectlWebRequest, KubectlWebResponse } from '../../host.ts';

/** The answer; nothing when the pod closes the connection without one; or why it could not be made. */
export type Forwarded =
  | { readonly response: KubectlWebResponse | undefined; readonly error?: never }
  | { readonly error: string; readonly response?: never };

/** Sends one request through the tunnel to a port of the pod. */
export function forward(
  tunnel: PortTunnel,
  port: number,
  request: KubectlWebRequest,
  signal: AbortSignal,
): Promise<Forwarded> {
  return new Promise((resolve) => {
    let text = '';
    const read = (isEnd: boolean): void => {
      const parsed = parseResponse(text, isEnd, request.method);
      if (!parsed && !isEnd) return;
      resolve({ response: parsed?.response });
      connection?.close();
    };
    const connection = tunnel.connect(port, {
      onData: (more) => {
        text += more;
        read(false);
      },
      onError: (error) => resolve({ error }),
      onEnd: () => read(true),
    });
    signal.addEventListener('abort', () => connection.close(), { once: true });
    connection.write(printRequest(request));
  });
}
