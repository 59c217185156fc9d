/** `kubectl config set-cluster`. Mirrors kubectl pkg/cmd/config/set_cluster.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { clusterFields, shaped } from '../../kubeconfig-fields.ts';
import { embedded, onlyArgument } from './arguments.ts';
import { keptPath, modifyConfig, withEntry } from './modify.ts';

function validate({ flags }: CommandContext, name: string): void {
  if (!name) throw new KubectlError('you must specify a non-empty cluster name');
  const authority = flags.string('certificate-authority');
  if (flags.bool('insecure-skip-tls-verify') && authority)
    throw new KubectlError(
      'you cannot specify a certificate authority and insecure mode at the same time',
    );
  if (flags.bool('embed-certs') && !authority)
    throw new KubectlError('you must specify a --certificate-authority to embed');
}

/** What flags say of the certificate: a path or the file itself puts an end to insecure mode, and the other way round. */
function trust(context: CommandContext, entry: { readonly origin?: string }): JsonObject {
  const { flags } = context;
  const authority = flags.string('certificate-authority');
  // Not asked for again, it is over: upstream's flag has a default of its own, which counts as given.
  const skipped = { 'insecure-skip-tls-verify': flags.bool('insecure-skip-tls-verify') };
  const cleared = { 'certificate-authority': '', 'certificate-authority-data': '' };
  if (!flags.changed('certificate-authority'))
    return flags.bool('insecure-skip-tls-verify') ? { ...skipped, ...cleared } : skipped;
  if (flags.bool('embed-certs'))
    return {
      'insecure-skip-tls-verify': false,
      'certificate-authority': '',
      'certificate-authority-data': embedded(context, 'certificate-authority', authority),
    };
  const path = keptPath(context, authority || '.', { name: '', ...entry });
  return {
    'insecure-skip-tls-verify': false,
    'certificate-authority': path,
    'certificate-authority-data': '',
  };
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, kubeconfig } = context;
  const name = await onlyArgument(context);
  validate(context, name);
  const old = kubeconfig.clusters.find((entry) => entry.name === name);
  const text = (flag: string): JsonObject =>
    flags.changed(flag) ? { [flag]: flags.string(flag) } : {};
  const cluster = shaped(clusterFields, {
    ...old?.cluster,
    // Another server has another name.
    ...(flags.changed('server') ? { server: flags.string('server'), 'tls-server-name': '' } : {}),
    ...text('tls-server-name'),
    ...trust(context, old ?? {}),
    ...text('proxy-url'),
  });
  const clusters = withEntry(kubeconfig.clusters, { ...old, name, cluster });
  modifyConfig(context, { ...kubeconfig, clusters });
  await context.out(`Cluster ${JSON.stringify(name)} set.\n`);
  return undefined;
}

export const setCluster: Command = {
  name: 'set-cluster',
  use: 'set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]',
  short: 'Set a cluster entry in kubeconfig',
  long: `Set a cluster entry in kubeconfig.

Of a name that exists, only the given fields change.`,
  examples: `# Only the address of the cluster staging
kubectl config set-cluster staging --server=https://1.2.3.4

# Keep the certificate of its authority in the kubeconfig itself
kubectl config set-cluster staging --embed-certs --certificate-authority=tls.crt

# Do not check its certificate
kubectl config set-cluster staging --insecure-skip-tls-verify=true`,
  flags: [
    {
      name: 'certificate-authority',
      type: 'string',
      help: 'File with the certificate of the authority to trust.',
    },
    { name: 'embed-certs', type: 'bool', help: 'Puts the certificate into the kubeconfig.' },
    {
      name: 'insecure-skip-tls-verify',
      type: 'bool',
      help: "Does not check the server's certificate.",
    },
    { name: 'proxy-url', type: 'string', help: 'Proxy on the way to the server.' },
    { name: 'server', type: 'string', help: 'Address of the API server.' },
    {
      name: 'tls-server-name',
      type: 'string',
      help: "Name the server's certificate must have.",
    },
  ],
  run,
};
