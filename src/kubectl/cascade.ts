/** `--cascade`: what becomes of an object's dependents. Mirrors kubectl pkg/cmd/delete/delete_flags.go parseCascadingFlag. */
import type { PropagationPolicy } from '#apimachinery/api.ts';
import type { CommandContext } from './command.ts';
import { KubectlError } from './errors.ts';
import type { Flag } from './flags.ts';

/** `--cascade`; `which` ends the sentence "what becomes of dependents …". */
export const cascadeFlag = (which: string): Flag => ({
  name: 'cascade',
  type: 'string',
  default: "'background'",
  bare: 'background',
  help: `Must be "background", "orphan", or "foreground": what becomes of dependents ${which}.`,
});

const policies: Readonly<Record<string, PropagationPolicy>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

/** The policy asked for; warns of the old `--cascade=true` and `=false`. */
export async function cascadeOf(context: CommandContext): Promise<PropagationPolicy> {
  const text = context.flags.string('cascade');
  const policy = policies[text];
  if (policy) return policy;
  const truth = /^(1|t|T|TRUE|true|True)$/.test(text);
  if (!truth && !/^(0|f|F|FALSE|false|False)$/.test(text))
    throw new KubectlError(
      `invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`,
    );
  await context.err(
    `warning: --cascade=${truth} is deprecated (boolean value) and can be replaced with --cascade=${truth ? 'background' : 'orphan'}.\n`,
  );
  return truth ? 'Background' : 'Orphan';
}
