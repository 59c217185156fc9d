/** The subcommands of `kubectl create`. Adding one: its file, and its name here. */
import type { Command } from '../../command.ts';
import { configMapCommand } from './configmap.ts';
import { cronJobCommand } from './cronjob.ts';
import { deploymentCommand } from './deployment.ts';
import { jobCommand } from './job.ts';
import { namespaceCommand } from './namespace.ts';
import { quotaCommand } from './quota.ts';
import { refusedCommands } from './refused.ts';
import { secretCommand } from './secret.ts';
import { serviceCommand } from './service.ts';
import { serviceAccountCommand } from './serviceaccount.ts';

export const createCommands: readonly Command[] = [
  namespaceCommand,
  quotaCommand,
  secretCommand,
  configMapCommand,
  serviceAccountCommand,
  serviceCommand,
  deploymentCommand,
  jobCommand,
  cronJobCommand,
  ...refusedCommands,
];
