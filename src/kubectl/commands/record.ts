/** `--record`: the command line as an object's change cause. Mirrors cli-runtime pkg/genericclioptions/record_flags.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import type { Flag } from '../flags.ts';
import { globalFlags } from '../global-flags.ts';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

export const recordFlag: Flag = {
  name: 'record',
  type: 'bool',
  help: 'Notes this kubectl command in an annotation of the resource.',
  deprecated: '--record will be removed in the future',
};

/** `kubectl set image deployment/web nginx=nginx:1.22 --record=true`; flags stand in the order they are declared. */
function commandLine({ path, args, flags, command }: CommandContext): string {
  const given = [...(command.flags ?? []), ...globalFlags].filter(({ name }) =>
    flags.changed(name),
  );
  const options = given.map(({ name }) => `--${name}=${flags.string(name)}`);
  return [path, ...args, ...options].join(' ');
}

/** The object with its change cause noted, when `--record` was given. */
export function recorded<T extends KubeObject>(context: CommandContext, object: T): T {
  if (!context.flags.bool('record')) return object;
  const annotations = { ...object.metadata.annotations, [CHANGE_CAUSE]: commandLine(context) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
