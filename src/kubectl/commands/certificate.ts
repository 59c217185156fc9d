/** `kubectl certificate approve` and `deny`. Mirrors kubectl pkg/cmd/certificates/certificates.go. */
import type { CertificateSigningRequest } from '#resources/types/certificatesigningrequest.ts';
import type { Command, CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { filenameFlags, printFlags } from '../flag-sets.ts';
import { changePrinter } from '../printers/index.ts';
import { type FetchedInfo, visitResources } from '../resource-args.ts';
import { printHelp } from './family.ts';

interface Verdict {
  readonly type: 'Approved' | 'Denied';
  /** The verdict it must not have already. */
  readonly other: 'Approved' | 'Denied';
  readonly reason: string;
  readonly message: string;
}

const approval: Verdict = {
  type: 'Approved',
  other: 'Denied',
  reason: 'KubectlApprove',
  message: 'This CSR was approved by kubectl certificate approve.',
};
const denial: Verdict = {
  type: 'Denied',
  other: 'Approved',
  reason: 'KubectlDeny',
  message: 'This CSR was denied by kubectl certificate deny.',
};

/** The request with the verdict; itself when it has it already. */
function judged(csr: CertificateSigningRequest, verdict: Verdict): CertificateSigningRequest {
  const { type, other, reason, message } = verdict;
  const { conditions = [] } = csr.status ?? {};
  if (conditions.some((one) => one.type === other))
    throw new KubectlError(
      `certificate signing request ${JSON.stringify(csr.metadata.name)} is already ${other}`,
    );
  if (conditions.some((one) => one.type === type)) return csr;
  const condition = { type, status: 'True', reason, message };
  return { ...csr, status: { ...csr.status, conditions: [...conditions, condition] } };
}

async function run(context: CommandContext, verdict: Verdict): Promise<undefined> {
  const { args, flags, api } = context;
  const filenames = flags.list('filename');
  if (args.length === 0 && filenames.length === 0 && !flags.string('kustomize'))
    throw new KubectlError('one or more CSRs must be specified as <name> or -f <filename>');
  const tell = changePrinter(context, 'none');
  const visit = async ({ resource, name, object }: FetchedInfo): Promise<void> => {
    const given = resource.group ? `${resource.kind}.${resource.group}` : resource.kind;
    if (given !== 'CertificateSigningRequest.certificates.k8s.io')
      throw new KubectlError(
        `can only handle CertificateSigningRequest.certificates.k8s.io objects, got ${given}`,
      );
    const csr = object as CertificateSigningRequest;
    const next = judged(csr, verdict);
    if (next !== csr || flags.bool('force'))
      await api.update(resource, '', name, next, { subresource: 'approval' });
    await tell(object, verdict.type.toLowerCase());
  };
  const count = await visitResources(
    context,
    {
      filenames,
      kustomize: flags.string('kustomize'),
      recursive: flags.bool('recursive'),
      args: args.map((name) => `certificatesigningrequests/${name}`),
      latest: true,
      continueOnError: true,
    },
    visit,
  );
  if (count === 0) await context.out('No resources found\n');
  return undefined;
}

const flags = [
  ...filenameFlags('identifying the resource to update'),
  { name: 'force', type: 'bool', help: 'Writes the verdict even if it is there already.' } as const,
  ...printFlags,
];

const approve: Command = {
  name: 'approve',
  use: 'approve (-f FILENAME | NAME)',
  short: 'Approve a certificate signing request',
  long: `Approves a certificate signing request.

A signer of the cluster then issues the certificate that is asked for. Look at what it says before: whoever has it is who it names.`,
  examples: `# Approve the request ann
kubectl certificate approve ann`,
  flags,
  run: (context) => run(context, approval),
};

const deny: Command = {
  name: 'deny',
  use: 'deny (-f FILENAME | NAME)',
  short: 'Deny a certificate signing request',
  long: 'Denies a certificate signing request: no signer will issue what it asks for.',
  examples: `# Deny the request ann
kubectl certificate deny ann`,
  flags,
  run: (context) => run(context, denial),
};

export const certificate: Command = {
  name: 'certificate',
  group: 'Cluster Management Commands',
  use: 'certificate SUBCOMMAND',
  short: 'Modify certificate resources',
  commands: [approve, deny],
  run: printHelp,
};
