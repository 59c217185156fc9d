/** `kubectl create priorityclass` */
import { generatorCommand } from './generator.ts';

export const priorityClassCommand = generatorCommand({
  name: 'priorityclass',
  aliases: ['pc'],
  use: 'priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]',
  short: 'Create a priority class with the specified name',
  examples: `# A priority class
kubectl create priorityclass high-priority --value=1000 --description="high priority"

# One that pods get which name none
kubectl create priorityclass default-priority --value=1000 --global-default=true --description="default priority"

# One whose pods push nobody off
kubectl create priorityclass high-priority --value=1000 --description="high priority" --preemption-policy="Never"`,
  flags: [
    { name: 'value', type: 'int32', default: '0', help: 'How important its pods are.' },
    {
      name: 'global-default',
      type: 'bool',
      default: 'false',
      help: 'Whether pods get it that name no class.',
    },
    { name: 'description', type: 'string', help: 'What it is for.' },
    {
      name: 'preemption-policy',
      type: 'string',
      default: 'PreemptLowerPriority',
      help: 'Whether its pods may push others off.',
    },
  ],
  resource: {
    group: 'scheduling.k8s.io',
    version: 'v1',
    plural: 'priorityclasses',
    kind: 'PriorityClass',
    namespaced: false,
  },
  failure: 'failed to create priorityclass: ',
  make: ({ flags }, meta) => ({
    metadata: meta(),
    value: flags.number('value'),
    ...(flags.bool('global-default') ? { globalDefault: true } : {}),
    ...(flags.string('description') ? { description: flags.string('description') } : {}),
    preemptionPolicy: flags.string('preemption-policy'),
  }),
});
