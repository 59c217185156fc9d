/** The probes of a pod's containers, and what their verdicts do to the containers. */
import type { ContainerRecord, ContainerRun } from './container.ts';
import { worldOfRun } from './container-world.ts';
import { containerEvent } from './events.ts';
import type { PodContext } from './pod-context.ts';
import type { ProbeResult, ProbeType } from './probe.ts';
import { type Probes, startProbes } from './probes.ts';

export interface PodProbesOwner {
  readonly records: readonly ContainerRecord[];
  context(): PodContext;
  /** A container is to be looked at again. */
  onChange(): void;
}

function printFailure(type: ProbeType, { outcome, output }: ProbeResult): string {
  const said =
    outcome === 'errored' ? 'probe errored and resulted in unknown state' : 'probe failed';
  return `${type} ${said}: ${output}`;
}

export class PodProbes {
  private readonly owner: PodProbesOwner;
  /** By run, once one has a probe. */
  private probes: Map<ContainerRun, Probes> | undefined;

  constructor(owner: PodProbesOwner) {
    this.owner = owner;
  }

  /** Starts the probes of containers that run now, and asks again those that are not ready. */
  look(): void {
    for (const record of this.owner.records) {
      const { run } = record;
      if (run?.state !== 'running') continue;
      const known = this.probes?.get(run);
      if (!known) this.start(record, run);
      else if (run.readinessPassed !== true) known.trigger();
    }
  }

  /** A run has ended. */
  drop(run: ContainerRun): void {
    this.probes?.get(run)?.stop();
    this.probes?.delete(run);
  }

  stop(): void {
    for (const probes of this.probes?.values() ?? []) probes.stop();
  }

  private start(record: ContainerRecord, run: ContainerRun): void {
    const context = this.owner.context();
    const { records } = this.owner;
    const world = () => worldOfRun(this.owner.context(), record, run);
    const started = startProbes(
      context.node.clock,
      { record, run, records, podIP: context.podIP, world },
      {
        onFailure: (type, result) => this.onFailure(record, type, result),
        onVerdict: (type, passed) => this.onVerdict(record, run, type, passed),
      },
    );
    if (!started) return;
    this.probes ??= new Map();
    this.probes.set(run, started);
  }

  private onFailure(record: ContainerRecord, type: ProbeType, result: ProbeResult): void {
    const { node, pod } = this.owner.context();
    containerEvent(node.events, pod, record, 'Warning', 'Unhealthy', printFailure(type, result));
  }

  private onVerdict(
    record: ContainerRecord,
    run: ContainerRun,
    type: ProbeType,
    passed: boolean,
  ): void {
    if (type === 'Readiness') {
      if (run.readinessPassed === passed) return;
      run.readinessPassed = passed;
    } else if (type === 'Startup') run.startupPassed = passed;
    if (type !== 'Readiness' && !passed) {
      const { restartPolicy } = this.owner.context().pod.spec;
      const who = record.role === 'app' ? 'Container' : 'Init container';
      const fate = restartPolicy === 'Never' ? '' : ', will be restarted';
      run.doomed = `${who} ${record.spec.name} failed ${type.toLowerCase()} probe${fate}`;
    }
    record.status = undefined;
    this.owner.onChange();
  }
}
