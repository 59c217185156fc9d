/** What containers use of their node's CPU: a small pure model, for `top` and autoscalers. */
import { milliValue } from '#apimachinery/quantity.ts';
import { hash32 } from '#kernel/random.ts';
import type { ContainerRun } from './container.ts';

/**
 * The annotation that makes load. On a Service: what its users cost all of its ready pods together,
 * who share it evenly (`x-reconcile/load-cpu: 900m`). On a pod: what that pod works by itself.
 */
export const LOAD_CPU = 'x-reconcile/load-cpu';

const IDLE_SERVER_MILLI = 0.8;
/** Images whose server is never quite idle, by the last part of their name. */
const IDLE_MILLI: Readonly<Record<string, number>> = {
  postgres: 4,
  mysql: 7,
  redis: 2,
  httpd: 2,
};
/** How far a measurement is from the truth, at most. */
const WOBBLE = 0.02;

/** The load that an annotation speaks of, in thousandths of a core; 0 for what is no quantity. */
export function loadMilli(annotations: Readonly<Record<string, string>> | undefined): number {
  const text = annotations?.[LOAD_CPU];
  return text !== undefined && /^\d+(\.\d+)?m?$/.test(text) ? milliValue(text) : 0;
}

/** What a run takes without any load. */
export function idleMilli({ image, process }: ContainerRun): number {
  if (!process || process.ports.length === 0) return 0;
  const name = image.image.repository.split('/').at(-1) ?? '';
  return IDLE_MILLI[name] ?? IDLE_SERVER_MILLI;
}

/** A number between -1 and 1 that is the same for the same measurement. */
const wobbleOf = (what: string): number => (hash32(what) % 2_001) / 1_000 - 1;

export interface CpuUse {
  readonly idleMilli: number;
  /** Its share of what users and its own work cost. */
  readonly loadMilli: number;
  /** The container's limit: it is throttled there. */
  readonly limitMilli: number | undefined;
  /** Names the measurement: of what, and when. */
  readonly sample: string;
}

/** Billionths of a core: what is asked of a container, up to its limit, a little off as measurements are. */
export function cpuNanos({ idleMilli: idle, loadMilli: load, limitMilli, sample }: CpuUse): number {
  const asked = (idle + load) * 1e6 * (1 + WOBBLE * wobbleOf(sample));
  const limit = limitMilli === undefined ? Number.POSITIVE_INFINITY : limitMilli * 1e6;
  return Math.round(Math.min(asked, limit));
}
