/** `kubectl auth can-i --list`: all that one may do in a namespace. */
import type { PolicyRule } from '#resources/types/rbac.ts';
import type { CommandContext } from '../../command.ts';
import { ruleRows } from '../../describe/role.ts';
import { KubectlError } from '../../errors.ts';
import { TabWriter } from '../../printers/tab-writer.ts';
import { sendReview } from './review.ts';

interface RulesStatus {
  readonly resourceRules?: readonly PolicyRule[];
  readonly nonResourceRules?: readonly PolicyRule[];
  readonly incomplete?: boolean;
  readonly evaluationError?: string;
}

/** Mirrors kubectl pkg/cmd/auth/cani.go RunAccessList. */
export async function runList(context: CommandContext): Promise<number> {
  const { flags, namespace, args } = context;
  if (args.length > 0) throw new KubectlError('list option must be specified with no arguments');
  const others = ['quiet', 'all-namespaces'].some((name) => flags.bool(name));
  if (others || flags.string('subresource'))
    throw new KubectlError(
      "list option can't be specified with neither quiet, all-namespaces nor subresource options",
    );
  const { status } = await sendReview<RulesStatus>(
    context,
    'selfsubjectrulesreviews',
    'authorization.k8s.io',
    { spec: { namespace } },
  );
  if (status.incomplete)
    await context.err(`Warning: the list may be incomplete: ${status.evaluationError ?? ''}\n`);
  const writer = new TabWriter();
  if (!flags.bool('no-headers'))
    writer.row(['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs']);
  const rules = [...(status.resourceRules ?? []), ...(status.nonResourceRules ?? [])];
  for (const cells of ruleRows(rules)) writer.row(cells);
  await context.out(writer.flush());
  return 0;
}
