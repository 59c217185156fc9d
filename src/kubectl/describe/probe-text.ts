/** A probe on one line: `http-get http://:80/ delay=0s timeout=1s period=5s #success=1 #failure=3`. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';

function actionText(probe: Immutable<v1.Probe>): string {
  const { exec, httpGet, tcpSocket, grpc } = probe;
  if (exec) return `exec [${(exec.command ?? []).join(' ')}]`;
  if (httpGet) {
    const scheme = (httpGet.scheme ?? 'HTTP').toLowerCase();
    const path = httpGet.path ?? '';
    const slash = path && !path.startsWith('/') ? '/' : '';
    return `http-get ${scheme}://${httpGet.host ?? ''}:${httpGet.port}${slash}${encodeURI(path)}`;
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`;
  return grpc ? `grpc <pod>:${grpc.port} ${grpc.service ?? ''}` : 'unknown';
}

/** Mirrors kubectl pkg/describe/describe.go DescribeProbe. */
export const probeText = (probe: Immutable<v1.Probe>): string =>
  [
    actionText(probe),
    `delay=${probe.initialDelaySeconds ?? 0}s`,
    `timeout=${probe.timeoutSeconds ?? 0}s`,
    `period=${probe.periodSeconds ?? 0}s`,
    `#success=${probe.successThreshold ?? 0}`,
    `#failure=${probe.failureThreshold ?? 0}`,
  ].join(' ');
