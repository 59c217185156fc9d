/** `kubectl config get-contexts`. Mirrors kubectl pkg/cmd/config/get_contexts.go. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { TabWriter } from '../../printers/tab-writer.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args, kubeconfig } = context;
  const output = flags.string('output');
  if (output && output !== 'name')
    throw new KubectlError(`output must be one of '' or 'name': ${output}`);
  const byName = [...kubeconfig.contexts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = byName.filter(({ name }) => args.length === 0 || args.includes(name));
  const writer = new TabWriter();
  if (!flags.bool('no-headers') && !output)
    writer.row(['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']);
  for (const { name, context: entry } of shown)
    writer.row(
      output
        ? [name]
        : [
            name === kubeconfig['current-context'] ? '*' : '',
            name,
            entry.cluster ?? '',
            entry.user ?? '',
            entry.namespace ?? '',
          ],
    );
  await context.out(writer.flush());
  throwAll(
    args
      .filter((name) => !byName.some((entry) => entry.name === name))
      .map((name) => new KubectlError(`context ${name} not found`)),
  );
  return undefined;
}

export const getContexts: Command = {
  name: 'get-contexts',
  use: 'get-contexts [(-o|--output=)name)]',
  short: 'Describe one or many contexts',
  examples: `# All contexts
kubectl config get-contexts`,
  flags: [
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    { name: 'output', short: 'o', type: 'string', help: 'Output format. One of: (name).' },
  ],
  run,
};
