/** `kubectl config set | unset`. Mirrors kubectl pkg/cmd/config/{set,unset}.go. */
import type { Command } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { onlyArgument, unexpectedArgs } from './arguments.ts';
import { modifyConfig } from './modify.ts';
import { withoutValue, withValue } from './navigate.ts';

const PATHS =
  'PROPERTY_NAME is a path of words divided by dots: field names, and names of clusters, users and contexts.';

export const setValue: Command = {
  name: 'set',
  use: 'set PROPERTY_NAME PROPERTY_VALUE',
  short: 'Set an individual value in a kubeconfig file',
  long: `Set an individual value in a kubeconfig file.

${PATHS}

PROPERTY_VALUE is the new value. Certificates and keys are given as base64, or as they are with --set-raw-bytes.`,
  examples: `# The address of a cluster
kubectl config set clusters.staging.server https://1.2.3.4

# The cluster of a context
kubectl config set contexts.old.cluster staging`,
  flags: [
    {
      name: 'set-raw-bytes',
      type: 'bool',
      help: 'Takes the value of a field of bytes as it is rather than as base64.',
    },
  ],
  run: async (context) => {
    const [name, value, ...rest] = context.args;
    if (name === undefined || value === undefined || rest.length > 0)
      throw await unexpectedArgs(context);
    if (!value) throw new KubectlError('you cannot use set to unset a property');
    if (!name) throw new KubectlError('you must specify a property');
    const raw = context.flags.bool('set-raw-bytes');
    modifyConfig(context, withValue(context.kubeconfig, name, value, raw));
    await context.out(`Property ${JSON.stringify(name)} set.\n`);
    return undefined;
  },
};

export const unsetValue: Command = {
  name: 'unset',
  use: 'unset PROPERTY_NAME',
  short: 'Unset an individual value in a kubeconfig file',
  long: `Unset an individual value in a kubeconfig file.

${PATHS}`,
  examples: `# Use no context by default
kubectl config unset current-context

# Take the namespace of a context away
kubectl config unset contexts.old.namespace`,
  run: async (context) => {
    const name = await onlyArgument(context);
    if (!name) throw new KubectlError('you must specify a property');
    modifyConfig(context, withoutValue(context.kubeconfig, name));
    await context.out(`Property ${JSON.stringify(name)} unset.\n`);
    return undefined;
  },
};
