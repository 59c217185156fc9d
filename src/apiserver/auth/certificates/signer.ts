/** Signs requests that were approved. Mirrors kubernetes pkg/controller/certificates/signer/signer.go. */
import type { Call } from '#apimachinery/api.ts';
import { latency } from '#kernel/latency.ts';
import { encodeBase64 } from '#resources/base64.ts';
import { type CertificateRequest, parseRequest } from '#resources/certificates/request.ts';
import { certificateSigningRequestKind } from '#resources/certificatesigningrequest.ts';
import type { CertificateSigningRequest } from '#resources/types/certificatesigningrequest.ts';
import type { ServerContext } from '../../context.ts';
import { update } from '../../verbs/update.ts';

const CLIENT = 'kubernetes.io/kube-apiserver-client';
const KUBELET_CLIENT = 'kubernetes.io/kube-apiserver-client-kubelet';
const KUBELET_SERVING = 'kubernetes.io/kubelet-serving';

const YEAR_SECONDS = 31_536_000;
/** A clock somewhere may be late. */
const BACKDATE_MS = 300_000;
const SHORT_SECONDS = 28_800;

const actor: Call['actor'] = {
  name: 'csrsigning',
  manager: 'kube-controller-manager',
  user: 'system:serviceaccount:kube-system:certificate-controller',
  groups: ['system:masters'],
};

const isOf = (usages: readonly string[], list: string): boolean => {
  const wanted = list.split(',');
  return wanted.every((one) => usages.includes(one)) && usages.every((one) => wanted.includes(one));
};

/** Why a kubelet's request is none. Mirrors pkg/apis/certificates/helpers.go. */
function kubeletProblem(
  { subject, names }: CertificateRequest,
  usages: readonly string[],
  purpose: 'client auth' | 'server auth',
): string | undefined {
  const isServing = purpose === 'server auth';
  if (subject.organizations.join() !== 'system:nodes') {
    return 'subject organization is not system:nodes';
  }
  if (isServing && names.dns.length === 0 && names.ip.length === 0)
    return 'DNS or IP subjectAltName is required';
  if (!isServing && names.dns.length > 0) return 'DNS subjectAltNames are not allowed';
  if (names.email.length > 0) return 'Email subjectAltNames are not allowed';
  if (!isServing && names.ip.length > 0) return 'IP subjectAltNames are not allowed';
  if (names.uri.length > 0) return 'URI subjectAltNames are not allowed';
  const all = [purpose, 'digital signature', 'key encipherment'].sort();
  if (!isOf(usages, all.join()) && !isOf(usages, `${purpose},digital signature`)) {
    return `usages did not match [${all.join(' ')}]`;
  }
  const isNode = subject.commonName.startsWith('system:node:');
  return isNode ? undefined : 'subject common name does not begin with system:node:';
}

/** Why the signer refuses; undefined when it signs. */
function problem(
  signer: string,
  request: CertificateRequest,
  usages: readonly string[],
): string | undefined {
  if (signer === KUBELET_CLIENT) return kubeletProblem(request, usages, 'client auth');
  if (signer === KUBELET_SERVING) return kubeletProblem(request, usages, 'server auth');
  const allowed = ['digital signature', 'key encipherment', 'client auth'];
  const other = usages.find((usage) => !allowed.includes(usage));
  if (other) return `invalid usage for client certificate: ${other}`;
  return usages.includes('client auth')
    ? undefined
    : 'missing required usage for client certificate: client auth';
}

/** For how long, in seconds: at most a year, at least ten minutes. */
const durationOf = (asked: number | undefined): number =>
  Math.min(YEAR_SECONDS, Math.max(600, asked ?? YEAR_SECONDS));

type Status = NonNullable<CertificateSigningRequest['status']>;

/** The status with the certificate, or with the reason why there is none. */
function signedStatus(server: ServerContext, csr: CertificateSigningRequest): Status {
  const { request, usages = [], signerName, expirationSeconds } = csr.spec;
  const parsed = parseRequest(request);
  const message = problem(signerName, parsed, usages);
  if (message) {
    const reason = 'SignerValidationFailure';
    const failed = { type: 'Failed', status: 'True', reason, message };
    return { ...csr.status, conditions: [...(csr.status?.conditions ?? []), failed] };
  }
  const nowMs = server.clock.now();
  const seconds = durationOf(expirationSeconds);
  // A short time is counted from now, a long one from the backdated start.
  const fromMs = nowMs - BACKDATE_MS;
  const untilMs = (seconds < SHORT_SECONDS ? nowMs : fromMs) + seconds * 1000;
  const pem = server.auth.certificates.issue(parsed, { fromMs, untilMs, usages });
  return { ...csr.status, certificate: encodeBase64(pem) };
}

const has = ({ status }: CertificateSigningRequest, type: string): boolean =>
  status?.conditions?.some((one) => one.type === type && one.status === 'True') ?? false;

const isWaiting = (csr: CertificateSigningRequest): boolean =>
  has(csr, 'Approved') &&
  !has(csr, 'Failed') &&
  !csr.status?.certificate &&
  [CLIENT, KUBELET_CLIENT, KUBELET_SERVING].includes(csr.spec.signerName);

/** Looks at every approval from now on. It lives beside the authority, whose key nobody else has. */
export function startSigner(server: ServerContext): void {
  const kind = server.kinds.find(({ kind: name }) => name === certificateSigningRequestKind.kind);
  if (!kind) return;
  const sign = (name: string, cause: number): void => {
    const csr = server.store.table(kind).get('', name) as CertificateSigningRequest | undefined;
    if (!csr || !isWaiting(csr)) return;
    update(
      server,
      kind,
      { ...csr, status: signedStatus(server, csr) } as object,
      { actor, cause },
      'status',
    );
  };
  server.store.subscribe(
    ({ type, object, revision }) => {
      if (type !== 'MODIFIED' || !isWaiting(object as CertificateSigningRequest)) return;
      server.clock.after(latency.watchDeliveryMs, () => sign(object.metadata.name, revision));
    },
    { kind },
  );
}
