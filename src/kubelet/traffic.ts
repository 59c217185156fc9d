/** Who asks whom without end, and what that costs: read from what containers run, not from what they did. */
import type { ContainerSpec } from './container-spec.ts';

/** A container that keeps asking a host. */
export interface Calls {
  /** `php-apache`, `web.shop`, `10.96.14.2` */
  readonly host: string;
  readonly perSecond: number;
}

/** A client's program starts, asks and ends in so long. */
const CALL_S = 0.007;
/** What that costs the client, in thousandths of a core for one call each second. */
const CLIENT_MILLI = 0.5;

/** Thousandths of a core for one request each second, by the last part of the image's name. */
const REQUEST_MILLI: Readonly<Record<string, number>> = {
  'hpa-example': 10,
  agnhost: 0.3,
  nginx: 0.1,
};
const USUAL_REQUEST_MILLI = 0.2;

const LOOP = /\b(?:while|until)\b/;
const NAP = /\bsleep\s+(\d*\.?\d+)/g;
const CALL =
  /\b(?:wget|curl)\s(?:[^;|&\n]*?\s)??["']?(?:https?:\/\/)?([a-z\d][a-z\d.-]*)(?::\d+)?(?:\/[^\s;|&]*)?["']?(?=\s*(?:[;|&>\n]|\d>|$))/g;
/** What a loop may wait for. */
const WAITS = /\b(?:sleep|wget|curl|nc|read|wait|ping|tail|nslookup)\b/;

const scriptOf = ({ command = [], args = [] }: ContainerSpec): string =>
  [...command, ...args].join(' ');

/** The hosts that a container's endless script asks, and how often. */
export function callsOf(spec: ContainerSpec): readonly Calls[] {
  const script = scriptOf(spec);
  if (!LOOP.test(script)) return [];
  const hosts = [...script.matchAll(CALL)].map(([, host = '']) => host);
  const naps = [...script.matchAll(NAP)].reduce((total, [, nap]) => total + Number(nap), 0);
  const perSecond = 1 / (naps + hosts.length * CALL_S);
  return hosts.map((host) => ({ host, perSecond }));
}

/** What a request each second takes of a server, in thousandths of a core. */
export const requestMilli = (repository: string): number =>
  REQUEST_MILLI[repository.split('/').at(-1) ?? ''] ?? USUAL_REQUEST_MILLI;

const numberAfter = (script: string, options: RegExp): number =>
  Number(options.exec(script)?.[1] ?? 0);

/** What a container works by itself: workers of `stress`, loops that wait for nothing, and calls. */
export function ownWorkMilli(spec: ContainerSpec, repository: string): number {
  const script = scriptOf(spec);
  if (/(?:^|\/)stress(?:-ng)?$/.test(repository) || /(?:^|\s)stress(?:-ng)?\s/.test(script)) {
    const spinning = numberAfter(script, /(?:^|\s)(?:--?cpus?|-c)[ =](\d+)/);
    const touching = /--vm-hang\b/.test(script) ? 0 : numberAfter(script, /(?:--vm|-m)[ =](\d+)/);
    return (spinning + touching) * 1_000;
  }
  const calls = callsOf(spec).reduce((total, { perSecond }) => total + perSecond, 0);
  if (calls > 0) return calls * CLIENT_MILLI;
  return LOOP.test(script) && !WAITS.test(script) ? 1_000 : 0;
}
