/** Connections to a pod's ports: a web server's answers, and what else can be said to a known server. */

import type { PortConnection, PortListener, PortTunnel } from '#apimachinery/duplex.ts';
import { parseRequest, printResponse } from '#web/message.ts';
import type { PodWorker } from '../pod-worker.ts';
import { type ContainerView, listenerOf } from './container-view.ts';
import { serveRequest } from './site.ts';

/** What a server does with what it is sent: answers, and takes what it has understood. */
type Protocol = (
  text: string,
  view: ContainerView,
) => { answer: string; rest: string; ends: boolean };

/** Who comes through a tunnel is on the pod's own machine. */
const TUNNEL_END = '127.0.0.1';

/** One request after another, answered when its head and body are there. */
const http: Protocol = (text, view) => {
  const parsed = parseRequest(text);
  if (!parsed) return { answer: '', rest: text, ends: false };
  const { request, rest, closes } = parsed;
  const response = request && serveRequest(view, request, TUNNEL_END);
  return response
    ? { answer: printResponse(response), rest, ends: closes }
    : { answer: '', rest: '', ends: true };
};

/** PING, ECHO, QUIT; everything else is refused in Redis's way. */
const redis: Protocol = (text) => {
  const lines = text.split('\r\n').flatMap((line) => line.split('\n'));
  const words = lines
    .filter((line) => line !== '' && !/^[*$]\d+$/.test(line))
    .join(' ')
    .split(' ');
  const [name = '', ...args] = words;
  if (!text.endsWith('\n')) return { answer: '', rest: text, ends: false };
  const upper = name.toUpperCase();
  if (upper === 'PING')
    return {
      answer: args[0] ? `$${args[0].length}\r\n${args[0]}\r\n` : '+PONG\r\n',
      rest: '',
      ends: false,
    };
  if (upper === 'QUIT') return { answer: '+OK\r\n', rest: '', ends: true };
  return { answer: `-ERR unknown command '${name}'\r\n`, rest: '', ends: false };
};

/** A server that listens and says nothing the simulation knows. */
const silent: Protocol = () => ({ answer: '', rest: '', ends: true });

const protocolOf = ({ run }: ContainerView): Protocol =>
  run.process?.page ? http : run.image.image.repository.endsWith('/redis') ? redis : silent;

const nowhere: PortConnection = {
  write: () => undefined,
  endInput: () => undefined,
  close: () => undefined,
};

/** containerd's words for a port nobody listens on. */
const refusal = (port: number, sandbox: string): string =>
  `error forwarding port ${port} to pod ${sandbox}, uid : failed to execute portforward in network namespace "/var/run/netns/cni-${sandbox.slice(0, 8)}": failed to connect to localhost:${port} inside namespace "${sandbox}", IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6 [::1]:${port}: connect: connection refused `;

/** containerd's words when the pod is gone. */
const closed = (port: number, sandbox: string): string =>
  `error forwarding port ${port} to pod ${sandbox}, uid : network namespace for sandbox "${sandbox}" is closed`;

function connection(view: ContainerView, listener: PortListener): PortConnection {
  const protocol = protocolOf(view);
  let text = '';
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    listener.onEnd();
  };
  const read = (): void => {
    while (!isOver && text !== '') {
      if (view.run.state !== 'running') {
        end();
        return;
      }
      const { answer, rest, ends } = protocol(text, view);
      const isStuck = rest === text;
      text = rest;
      if (answer !== '') listener.onData(answer);
      if (ends) end();
      if (isStuck) return;
    }
  };
  return {
    write: (more) => {
      text += more;
      read();
    },
    endInput: end,
    close: () => {
      isOver = true;
    },
  };
}

/** The ports of a pod that runs on this node. Answers come at once, without a timer: talk leaves no trace in the cluster's history. */
export const portTunnel = (worker: PodWorker, sandbox: string): PortTunnel => ({
  connect: (port, listener) => {
    const view = listenerOf(worker, port);
    if (view) return connection(view, listener);
    listener.onError(worker.stage === 'syncing' ? refusal(port, sandbox) : closed(port, sandbox));
    return nowhere;
  },
});
