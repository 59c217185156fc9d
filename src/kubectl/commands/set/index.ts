/** `kubectl set`: the family. */
import type { Command } from '../../command.ts';
import { runWithoutSubcommand } from '../family.ts';
import { envCommand } from './env.ts';
import { imageCommand } from './image.ts';
import { resourcesCommand } from './resources.ts';
import { selectorCommand } from './selector.ts';
import { serviceAccountCommand } from './serviceaccount.ts';
import { subjectCommand } from './subject.ts';

export const set: Command = {
  name: 'set',
  group: 'Basic Commands (Beginner)',
  use: 'set SUBCOMMAND [options]',
  short: 'Set specific features on objects',
  long: `Configure application resources.

These commands help you make changes to existing application resources.`,
  commands: [
    imageCommand,
    resourcesCommand,
    selectorCommand,
    subjectCommand,
    serviceAccountCommand,
    envCommand,
  ],
  run: runWithoutSubcommand,
};
