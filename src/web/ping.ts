/** `ping`: whether a machine or pod is there. Services' addresses never answer, as with kube-proxy. */
import { ask, type WebProgram } from './program.ts';

const EVERY_MS = 1_000;
/** Nothing listens there anywhere: who is there refuses. */
const UNUSED_PORT = 9;
const PATIENCE_MS = 10_000;

function numberAfter(args: readonly string[], letter: string): number | undefined {
  const at = args.findIndex((word) => word.startsWith(`-${letter}`));
  if (at < 0) return undefined;
  return Number((args[at] ?? '').slice(2) || args[at + 1]);
}

/** Sends and counts echoes; without `-c` until it is interrupted. */
export const ping: WebProgram = function* ping(host) {
  const name = host.args
    .filter((word, at) => !word.startsWith('-') && !/^-[ciWw]$/.test(host.args[at - 1] ?? ''))
    .at(-1);
  if (name === undefined) {
    host.printError('ping: usage error: Destination address required\n');
    return 1;
  }
  const [ip] = host.resolve(name);
  if (ip === undefined) {
    host.printError(`ping: ${name}: Name or service not known\n`);
    return 2;
  }
  const count = numberAfter(host.args, 'c') ?? Number.POSITIVE_INFINITY;
  const waitMs = (numberAfter(host.args, 'W') ?? PATIENCE_MS / 1000) * 1000;
  host.print(`PING ${name} (${ip}) 56(84) bytes of data.\n`);
  const url = new URL(`http://${ip}:${UNUSED_PORT}/`);
  const times: number[] = [];
  const beganMs = host.now();
  for (let sent = 1; sent <= count; sent += 1) {
    const asked = yield* ask({ method: 'GET', url, headers: [], body: '' }, { connectMs: waitMs });
    if (['refused', 'response', 'empty', 'not-tls'].includes(asked.kind)) {
      times.push(asked.tookMs);
      host.print(
        `64 bytes from ${ip}: icmp_seq=${sent} ttl=63 time=${asked.tookMs.toFixed(3)} ms\n`,
      );
    } else if (asked.kind === 'no-route') {
      host.print(`From 172.18.0.1 icmp_seq=${sent} Destination Host Unreachable\n`);
    }
    if (sent < count) yield { do: 'wait', ms: EVERY_MS };
  }
  const lost = Math.round((1 - times.length / count) * 100);
  const took = Math.round(host.now() - beganMs);
  host.print(
    `\n--- ${name} ping statistics ---\n${count} packets transmitted, ${times.length} received, ${lost}% packet loss, time ${took}ms\n`,
  );
  if (times.length > 0) {
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const spread = times.reduce((sum, time) => sum + Math.abs(time - mean), 0) / times.length;
    const shown = [Math.min(...times), mean, Math.max(...times), spread];
    host.print(`rtt min/avg/max/mdev = ${shown.map((ms) => ms.toFixed(3)).join('/')} ms\n`);
  }
  return times.length > 0 ? 0 : 1;
};
