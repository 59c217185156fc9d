/** A certificate request says who made it, and may not ask to be a superuser. Mirrors kubernetes pkg/registry/certificates/certificates/strategy.go and plugin/pkg/admission/certificates/subjectrestriction. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import { DerError } from '#resources/certificates/der.ts';
import { parseRequest } from '#resources/certificates/request.ts';
import type { CertificateSigningRequest } from '#resources/types/certificatesigningrequest.ts';
import { MASTERS } from '../auth/user.ts';
import type { AdmissionStep } from '../context.ts';

const CLIENT = 'kubernetes.io/kube-apiserver-client';

const isRequest = (kind: Kind): boolean => kind.approval !== undefined;

/** What upstream's admission says before validation has its word. */
function checkSubject(kind: Kind, { metadata, spec }: CertificateSigningRequest): void {
  if (spec?.signerName !== CLIENT || !spec.request) return;
  try {
    if (!parseRequest(spec.request).subject.organizations.includes(MASTERS)) return;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return;
  }
  const why = `use of ${CLIENT} signer with ${MASTERS} group is not allowed`;
  throw forbiddenError(kind, metadata.name, why);
}

export const certificateRequester: AdmissionStep = {
  name: 'CertificateRequester',
  mutate: (_server, kind, object, { actor }): KubeObject => {
    if (!isRequest(kind)) return object;
    const csr = object as CertificateSigningRequest;
    checkSubject(kind, csr);
    const { username: _user, uid: _uid, groups: _groups, extra: _extra, ...spec } = csr.spec ?? {};
    const { user, uid, groups, extra } = actor;
    const asker = { username: user, ...(uid ? { uid } : {}), groups, ...(extra ? { extra } : {}) };
    return { ...csr, spec: { ...spec, ...asker } } as KubeObject;
  },
};
