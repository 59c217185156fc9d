/** `kubectl explain`: what fields there are, and what they are for. */
import type { Command } from '../command.ts';
import { load } from '../load.ts';

export const explain: Command = {
  name: 'explain',
  group: 'Basic Commands (Intermediate)',
  use: 'explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
  short: 'Get documentation for a resource',
  long: `Describe what a resource consists of: its fields, their types and what they are for.

Name a field by the way to it: <type>.<fieldName>[.<fieldName>]

The descriptions come from the API server's own OpenAPI.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `# What is a pod made of?
kubectl explain pods

# All names of fields, without their descriptions
kubectl explain pods --recursive

# What may stand in a container of a pod?
kubectl explain pods.spec.containers

# A type as an older version of its API has it
kubectl explain hpa --api-version=autoscaling/v1

# The same page as older releases of kubectl print it
kubectl explain deployments --output=plaintext-openapiv2`,
  flags: [
    {
      name: 'api-version',
      type: 'string',
      help: 'Explains the type as this version of its API has it (group/version).',
    },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      default: "'plaintext'",
      help: 'How to print it: plaintext or plaintext-openapiv2.',
    },
    {
      name: 'recursive',
      type: 'bool',
      help: 'Prints the names of all fields below, and theirs.',
    },
  ],
  run: async (context) => {
    const { run } = await load(context.host, () => import('./explain/run.ts'));
    return run(context);
  },
};
