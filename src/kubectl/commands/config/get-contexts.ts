/** `kubectl config get-contexts`. Mirrors kubectl pkg/cmd/config/get_contexts.go. */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { TabWriter } from '../../printers/tab-writer.ts';

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args, kubeconfig } = context;
  const output = flags.string('output');
  if (output && output !== 'name')
    throw new KubectlError(
      `--output ${output} is not available in kubectl config get-contexts; resetting to default output format`,
    );
  const { contexts } = kubeconfig;
  const wanted = args.length > 0 ? args : contexts.map(({ name }) => name);
  const shown = wanted.flatMap((asked) => contexts.find(({ name }) => name === asked) ?? []);
  const writer = new TabWriter();
  if (!flags.bool('no-headers') && !output)
    writer.row(['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']);
  for (const { name, context: entry } of [...shown].sort((a, b) => (a.name < b.name ? -1 : 1)))
    writer.row(
      output
        ? [name]
        : [
            name === kubeconfig['current-context'] ? '*' : ' ',
            name,
            entry.cluster ?? '',
            entry.user ?? '',
            entry.namespace ?? '',
          ],
    );
  await context.out(writer.flush());
  throwAll(
    args
      .filter((asked) => !contexts.some(({ name }) => name === asked))
      .map((asked) => new KubectlError(`context ${asked} not found`)),
  );
  return undefined;
}

export const getContexts: Command = {
  name: 'get-contexts',
  use: 'get-contexts [(-o|--output=)name)]',
  short: 'Describe one or many contexts',
  long: 'Display one or many contexts from the kubeconfig file.',
  examples: `# All contexts
kubectl config get-contexts

# One of them
kubectl config get-contexts reconcile`,
  flags: [
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    { name: 'output', short: 'o', type: 'string', help: 'Output format. One of: (name).' },
  ],
  run,
};
