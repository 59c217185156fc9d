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
  long: `Changes one thing about objects that are there: an image, a variable, limits, a selector, an account or a subject.

What changes the template of a deployment starts a rollout.`,
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
