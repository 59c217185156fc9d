/** What a reader of logs asks for, and who answers: the cluster plugs in its kubelets. */
import type { ApiResponse } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';

/** What `kubectl logs` asks for. Names as in the query of the request. */
interface LogQuery {
  readonly container: string;
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
}

/** Gives a pod's log as an answer (`body` text, or `textStream` when followed); throws StatusError. */
export type LogProvider = (pod: KubeObject, query: LogQuery) => ApiResponse;
