/** What the API server asks a kubelet for `kubectl logs`. Mirrors kubernetes pkg/kubelet/kubelet_pods.go validateContainerLogStatus. */
import type { ApiResponse, LogQuery, WatchStream } from '#apimachinery/api.ts';
import { badRequestError, StatusError } from '#apimachinery/status.ts';
import { parseTime } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerRun, ContainerStatus } from './container.ts';
import type { Kubelet } from './kubelet.ts';
import { type LogOptions, printLog, printLogLine } from './logs.ts';
import { statusOf } from './status.ts';

const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

/** The id of the run whose log is meant; throws the refusal of the kubelet. */
function containerIdOf(status: ContainerStatus | undefined, pod: string, query: LogQuery): string {
  const name = query.container;
  const refuse = (why: string): StatusError => badRequestError(why);
  if (!status) throw refuse(`container "${name}" in pod "${pod}" is not available`);
  const { state, lastState } = status;
  const last = lastState?.terminated?.containerID;
  if (query.previous) {
    if (last) return last;
    throw refuse(`previous terminated container "${name}" in pod "${pod}" not found`);
  }
  if (state?.running) return status.containerID ?? '';
  const ended = state?.terminated ? (state.terminated.containerID ?? last) : last;
  if (ended) return ended;
  if (state?.terminated || lastState?.terminated) {
    throw refuse(`container "${name}" in pod "${pod}" is terminated`);
  }
  const reason = state?.waiting?.reason ?? '';
  throw refuse(
    `container "${name}" in pod "${pod}" is waiting to start: ${WAITING[reason] ?? reason}`,
  );
}

function follow(run: ContainerRun, text: string, timestamps: boolean): WatchStream<string> {
  let unsubscribe = (): void => undefined;
  return {
    start: (onFrame, onEnd) => {
      if (text !== '') onFrame(text);
      const stopLines = run.log.onLine((line) => onFrame(printLogLine(line, timestamps)));
      const stopEnd = run.log.onEnd(onEnd);
      unsubscribe = () => {
        stopLines();
        stopEnd();
      };
    },
    close: () => unsubscribe(),
  };
}

/** Answers log requests from the kubelets of a cluster. `kubeletOf` finds the kubelet of a node. */
export function createLogServer(
  kubeletOf: (nodeName: string) => Kubelet | undefined,
  now: () => number,
): (pod: Pod, query: LogQuery) => ApiResponse {
  return (pod, query) => {
    const { namespace = '', name, uid } = pod.metadata;
    const kubelet = kubeletOf(pod.spec.nodeName ?? '');
    const { hostIP = '', ...statuses } = statusOf(pod);
    if (!kubelet?.isRunning) {
      const url = `https://${hostIP}:10250/containerLogs/${namespace}/${name}/${query.container}`;
      throw new StatusError(
        500,
        '',
        `Get "${url}": dial tcp ${hostIP}:10250: connect: connection refused`,
      );
    }
    const status = [
      ...(statuses.containerStatuses ?? []),
      ...(statuses.initContainerStatuses ?? []),
      ...(statuses.ephemeralContainerStatuses ?? []),
    ].find((one) => one.name === query.container);
    const id = containerIdOf(status, name, query);
    const run = kubelet.findRun(uid, id.replace('containerd://', ''));
    const plain = { code: 200, contentType: 'text/plain', body: undefined };
    if (!run) return { ...plain, body: `unable to retrieve container logs for ${id}` };
    const options: LogOptions = {
      ...query,
      sinceTime: query.sinceTime === undefined ? undefined : parseTime(query.sinceTime),
    };
    const text = printLog(run.log.lines(), options, now());
    return query.follow
      ? { ...plain, textStream: follow(run, text, query.timestamps) }
      : { ...plain, body: text };
  };
}
