/** A certificate made on the spot, so that clients that insist on HTTPS can be served on loopback. */
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

/** The names a cluster's API server answers to; addresses are told from names by their shape. */
const alwaysNamed = [
  'localhost',
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
  '127.0.0.1',
  '::1',
];

const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name);

/** A certificate for loopback and `hosts`, its own authority, good for a year. */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const names = [...new Set([...alwaysNamed, ...hosts])];
  const altNames = names.map((name) =>
    isAddress(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
  );
  const made = await generate([{ name: 'commonName', value: 'reconcile' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'keyUsage',
        digitalSignature: true,
        keyCertSign: true,
        critical: true,
      },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key: made.private, cert: made.cert };
}
