/** Who runs commands in containers and reaches their ports: the cluster plugs in its kubelets. */
import type { DuplexStream, ExecQuery, PortTunnel } from '#apimachinery/duplex.ts';
import type { KubeObject } from '#apimachinery/object.ts';

/** Answers for a pod that has a node; `container` is a name the pod knows. */
export interface ExecProvider {
  exec(pod: KubeObject, query: ExecQuery): DuplexStream;
  attach(pod: KubeObject, query: ExecQuery): DuplexStream;
  portForward(pod: KubeObject): PortTunnel;
}
