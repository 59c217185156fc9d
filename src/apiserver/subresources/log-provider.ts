/** What a reader of logs asks for, and who answers: the cluster plugs in its kubelets. */
import type { ApiResponse, LogQuery } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';

/** Gives a pod's log as an answer (`body` text, or `textStream` when followed); throws StatusError. */
export type LogProvider = (pod: KubeObject, query: LogQuery) => ApiResponse;
