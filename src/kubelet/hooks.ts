/** A container's lifecycle hooks. Mirrors kubernetes pkg/kubelet/lifecycle/handlers.go. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { Timer } from '#kernel/clock.ts';
import type { ContainerRecord, ContainerRun } from './container.ts';
import { worldOfRun } from './container-world.ts';
import { execute, isKnownProgram } from './exec/index.ts';
import { type PodContext, printPod } from './pod-context.ts';
import { reach } from './probe.ts';
import { startScript } from './process.ts';

export type Hook = Immutable<v1.LifecycleHandler> & {
  readonly sleep?: { readonly seconds: number };
};

/** A hook under way. */
export interface RunningHook {
  cancel(): void;
}

const NOTHING: RunningHook = { cancel: () => undefined };

/** What a hook needs to know of its container. */
export interface HookTarget {
  readonly context: PodContext;
  readonly record: ContainerRecord;
  readonly run: ContainerRun;
  readonly records: readonly ContainerRecord[];
}

function runExec(
  command: readonly string[],
  target: HookTarget,
  onEnd: (failure: string | undefined) => void,
): RunningHook {
  const { context, record, run } = target;
  const { clock } = context.node;
  const who = `for Container ${JSON.stringify(record.spec.name)} in Pod ${JSON.stringify(printPod(context.pod))}`;
  const failed = (error: string, output: string): string =>
    `Exec lifecycle hook ([${command.join(' ')}]) ${who} failed - error: ${error}, message: ${JSON.stringify(output)}`;
  const [program = ''] = command;
  if (!run.image.image.hasShell || !isKnownProgram(program)) {
    const why = `rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH`;
    onEnd(failed(why, ''));
    return NOTHING;
  }
  let output = '';
  let errors = '';
  const world = {
    ...worldOfRun(context, record, run),
    print: (text: string) => {
      output += text;
    },
    printError: (text: string) => {
      errors += text;
    },
  };
  const process = startScript(clock, execute(command, world), (exitCode) => {
    if (exitCode === 0) onEnd(undefined);
    else {
      const why = `command '${command.join(' ')}' exited with ${exitCode}: ${errors}`;
      onEnd(failed(why, `${output}${errors}`));
    }
  });
  return { cancel: () => process.vanish() };
}

function runHttp(
  action: Immutable<v1.HTTPGetAction>,
  { context, record, run, records }: HookTarget,
  onEnd: (failure: string | undefined) => void,
): RunningHook {
  const world = () => worldOfRun(context, record, run);
  const answer = reach(action, { record, run, records, podIP: context.podIP, world });
  const who = `for Container ${JSON.stringify(record.spec.name)} in Pod ${JSON.stringify(printPod(context.pod))}`;
  onEnd(
    typeof answer === 'string'
      ? `HTTP lifecycle hook (${action.path ?? ''}) ${who} failed - error: ${answer}`
      : undefined,
  );
  return NOTHING;
}

/** Runs a hook; `onEnd` gets what went wrong, or undefined. It may be called at once. */
export function runHook(
  hook: Hook,
  target: HookTarget,
  onEnd: (failure: string | undefined) => void,
): RunningHook {
  if (hook.sleep) {
    const timer: Timer = target.context.node.clock.after(hook.sleep.seconds * 1_000, () =>
      onEnd(undefined),
    );
    return { cancel: () => timer.cancel() };
  }
  if (hook.exec) return runExec(hook.exec.command ?? [], target, onEnd);
  if (hook.httpGet) return runHttp(hook.httpGet, target, onEnd);
  onEnd(undefined);
  return NOTHING;
}
