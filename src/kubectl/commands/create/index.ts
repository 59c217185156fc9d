/** The subcommands of `kubectl create`. Adding one: its file, and its name here. */
import type { Command } from '../../command.ts';
import { clusterRoleCommand } from './clusterrole.ts';
import { clusterRoleBindingCommand } from './clusterrolebinding.ts';
import { configMapCommand } from './configmap.ts';
import { cronJobCommand } from './cronjob.ts';
import { deploymentCommand } from './deployment.ts';
import { ingressCommand } from './ingress.ts';
import { jobCommand } from './job.ts';
import { namespaceCommand } from './namespace.ts';
import { podDisruptionBudgetCommand } from './poddisruptionbudget.ts';
import { priorityClassCommand } from './priorityclass.ts';
import { quotaCommand } from './quota.ts';
import { roleCommand } from './role.ts';
import { roleBindingCommand } from './rolebinding.ts';
import { secretCommand } from './secret.ts';
import { serviceCommand } from './service.ts';
import { serviceAccountCommand } from './serviceaccount.ts';
import { tokenCommand } from './token.ts';

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
  ingressCommand,
  podDisruptionBudgetCommand,
  priorityClassCommand,
  roleCommand,
  clusterRoleCommand,
  roleBindingCommand,
  clusterRoleBindingCommand,
  tokenCommand,
];
