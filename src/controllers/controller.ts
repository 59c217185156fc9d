/** What a controller is, and what it is given to work with. */
import type { Client } from '#client/client.ts';
import type { Recorder } from '#client/recorder.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { MetricsSource } from './podautoscaler/metrics-source.ts';

export interface ControllerDeps {
  /** A client that acts as this controller. */
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  /** Writes events whose source is this controller. */
  readonly recorder: Recorder;
  /** The resource metrics API, in a cluster that has one. */
  readonly metrics?: MetricsSource | undefined;
}

/** A loop of the control plane. Adding one: its file, and its name in `index.ts`. */
export interface Controller {
  /** Who it is in events, in causes and as an actor: `replicaset-controller`. */
  readonly name: string;
  /** Watches and works from now on; called once, before the first object exists. */
  start(deps: ControllerDeps): void;
}
