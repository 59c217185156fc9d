/** `kubectl create secret tls` */
import { encodeBase64 } from '#resources/base64.ts';
import { isFileError, KubectlError } from '../../errors.ts';
import type { KubectlHost } from '../../host.ts';
import { absolutePath } from '../../paths.ts';
import { appendHashFlag } from './data-flags.ts';
import { generatorCommand } from './generator.ts';
import { secretName, secretResource } from './secret-generic.ts';

function readPem(host: KubectlHost, path: string): string {
  try {
    return host.files.read(absolutePath(host, path));
  } catch (error) {
    if (!isFileError(error)) throw error;
    const why = error.message.charAt(0).toLowerCase() + error.message.slice(1);
    throw new KubectlError(`Cannot read file ${path}, open ${path}: ${why}`);
  }
}

function checkPem(text: string, what: 'certificate' | 'key'): void {
  if (/-----BEGIN [A-Z ]+-----/.test(text)) return;
  throw new KubectlError(`tls: failed to find any PEM data in ${what} input`);
}

export const tlsSecretCommand = generatorCommand({
  name: 'tls',
  use: 'tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]',
  short: 'Create a TLS secret',
  long: `Creates a TLS secret from a key pair.

The pair must exist already: a certificate in PEM, and its private key. Differs from upstream: whether the two belong together is not checked.`,
  examples: `# From a key pair
kubectl create secret tls tls-secret --cert=tls.crt --key=tls.key`,
  flags: [
    { name: 'cert', type: 'string', help: 'Path of the certificate, in PEM.' },
    { name: 'key', type: 'string', help: 'Path of its private key.' },
    appendHashFlag('secret'),
  ],
  resource: secretResource,
  failure: 'failed to create secret ',
  make: (context, meta) => {
    const { flags, host } = context;
    if (!flags.string('cert') || !flags.string('key'))
      throw new KubectlError('key and cert must be specified');
    const cert = readPem(host, flags.string('cert'));
    const key = readPem(host, flags.string('key'));
    checkPem(cert, 'certificate');
    checkPem(key, 'key');
    const data = { 'tls.crt': encodeBase64(cert), 'tls.key': encodeBase64(key) };
    const type = 'kubernetes.io/tls';
    return { metadata: meta({ name: secretName(context, type, data) }), data, type };
  },
});
