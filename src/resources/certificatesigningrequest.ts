/** CertificateSigningRequest: its names, defaults, validation and columns. */
import { humanDuration } from '#apimachinery/duration.ts';
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import { printTime } from '#apimachinery/time.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced } from './defaults/with-defaults.ts';
import type {
  CertificateCondition,
  CertificateSigningRequest,
} from './types/certificatesigningrequest.ts';
import {
  validateApproval,
  validateCertificateSigningRequest,
  validateCertificateSigningRequestUpdate,
  validateCertificateStatus,
} from './validation/certificatesigningrequest.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/certificatesigningrequest.ts';

/** `Approved,Issued`. Mirrors kubernetes pkg/printers/internalversion/printers.go extractCSRStatus. */
export function certificateStatus({ status }: CertificateSigningRequest): string {
  const has = (type: string) => status?.conditions?.some((one) => one.type === type) ?? false;
  const verdict = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return [
    verdict,
    ...(has('Failed') ? ['Failed'] : []),
    ...(status?.certificate ? ['Issued'] : []),
  ].join(',');
}

/** Conditions without a time get one. Mirrors pkg/registry/certificates/certificates/strategy.go populateConditionTimestamps. */
function prepareStatus(
  next: CertificateSigningRequest,
  old: CertificateSigningRequest,
  { nowMs }: KindContext,
): CertificateSigningRequest {
  const now = printTime(nowMs);
  const timed = (condition: CertificateCondition): CertificateCondition => {
    const before = old.status?.conditions?.find(
      ({ type, status }) => type === condition.type && status === condition.status,
    );
    return {
      ...condition,
      lastUpdateTime: condition.lastUpdateTime || now,
      lastTransitionTime: condition.lastTransitionTime || before?.lastTransitionTime || now,
    };
  };
  const conditions = next.status?.conditions?.map(timed);
  return conditions ? { ...next, status: { ...next.status, conditions } } : next;
}

export const certificateSigningRequestKind: Kind<CertificateSigningRequest> = {
  group: 'certificates.k8s.io',
  version: 'v1',
  kind: 'CertificateSigningRequest',
  plural: 'certificatesigningrequests',
  singular: 'certificatesigningrequest',
  shortNames: ['csr'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.certificates.v1.CertificateSigningRequest',
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    ageColumn,
    column(
      'SignerName',
      'Who is asked to sign.',
      ({ spec }: CertificateSigningRequest) => spec.signerName || '<none>',
    ),
    column('Requestor', 'Who asked.', ({ spec }: CertificateSigningRequest) => spec.username ?? ''),
    column('RequestedDuration', 'For how long.', ({ spec }: CertificateSigningRequest) =>
      spec.expirationSeconds === undefined
        ? '<none>'
        : humanDuration(spec.expirationSeconds * 1000),
    ),
    column('Condition', 'What became of it.', certificateStatus),
  ],
  fields: { 'spec.signerName': ({ spec }) => spec.signerName },
  defaults: (object) => object,
  prepareCreate: ({ status: _asked, ...csr }) => ({ ...csr, status: {} }),
  prepareUpdate: (next, old) => replaced(replaced(next, 'spec', old.spec), 'status', old.status),
  prepareStatusUpdate: prepareStatus,
  approval: { prepareStatusUpdate: prepareStatus, validateStatusUpdate: validateApproval },
  validate: validateCertificateSigningRequest,
  validateUpdate: validateCertificateSigningRequestUpdate,
  validateStatusUpdate: validateCertificateStatus,
};
