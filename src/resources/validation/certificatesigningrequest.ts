/** CertificateSigningRequests. Mirrors kubernetes pkg/apis/certificates/validation/validation.go. */
import { isEqual } from '#apimachinery/equality.ts';
import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import { decodeBase64 } from '../base64.ts';
import { DerError } from '../certificates/der.ts';
import { pemBlocks } from '../certificates/pem.ts';
import { parseRequest } from '../certificates/request.ts';
import type {
  CertificateCondition,
  CertificateSigningRequest,
} from '../types/certificatesigningrequest.ts';
import { eachItem, type FieldErrors, none } from './fields.ts';
import { validateMetadata, validateMetadataUpdate } from './metadata.ts';

const usages: readonly string[] = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];

function validateRequest(request: string): FieldErrors {
  try {
    parseRequest(request);
    return none;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return [invalid('spec.request', request, error.message)];
  }
}

/** `example.com/signer-name`. Mirrors pkg/apis/core/validation ValidateSignerName. */
function validateSigner(name: string): FieldErrors {
  const field = 'spec.signerName';
  if (name === '') return [required(field)];
  if (name === 'kubernetes.io/legacy-unknown') {
    return [invalid(field, name, 'the legacy signerName is not allowed via this API version')];
  }
  const [domain = '', path, ...more] = name.split('/');
  if (!path || more.length > 0) {
    const why = "must be a fully qualified domain and path of the form 'example.com/signer-name'";
    return [invalid(field, name, why)];
  }
  const wrong = dns1123SubdomainErrors(domain).map((why) => invalid(field, domain, why));
  const labels =
    domain.split('.').length < 2
      ? [invalid(field, domain, 'should be a domain with at least two segments separated by dots')]
      : none;
  return [
    ...wrong,
    ...labels,
    ...dns1123SubdomainErrors(path).map((why) => invalid(field, path, why)),
  ];
}

const validateUsages = (asked: readonly string[]): FieldErrors => [
  ...(asked.length === 0 ? [required('spec.usages')] : none),
  ...eachItem('spec.usages', asked, (usage, field) =>
    usages.includes(usage) ? none : [notSupported(field, usage, usages)],
  ),
  ...eachItem('spec.usages', asked, (usage, field, at) =>
    asked.indexOf(usage) < at ? [duplicate(field, usage)] : none,
  ),
];

const SETTLED = ['Approved', 'Denied', 'Failed'];

function validateConditions(conditions: readonly CertificateCondition[]): FieldErrors {
  const field = 'status.conditions';
  const both = 'Approved and Denied conditions are mutually exclusive';
  const has = (type: string) => conditions.findIndex((one) => one.type === type);
  const [approved, denied] = [has('Approved'), has('Denied')];
  return eachItem(field, conditions, ({ type = '', status = '' }, at, index) => {
    const allowed = SETTLED.includes(type) ? ['True'] : ['False', 'True', 'Unknown'];
    const isSecond = approved >= 0 && denied >= 0 && index === Math.max(approved, denied);
    return [
      ...(type ? none : [required(`${at}.type`)]),
      ...(status ? none : [required(`${at}.status`)]),
      ...(!status || allowed.includes(status)
        ? none
        : [notSupported(`${at}.status`, status, allowed)]),
      ...(isSecond ? [invalid(field, type, both)] : none),
      ...(has(type) < index ? [duplicate(`${at}.type`, type)] : none),
    ];
  });
}

function validateCertificate(certificate: string | undefined): FieldErrors {
  if (!certificate) return none;
  const blocks = pemBlocks(decodeBase64(certificate));
  const other = blocks.find(({ type }) => type !== 'CERTIFICATE');
  const why = other
    ? `only CERTIFICATE PEM blocks are allowed, found ${JSON.stringify(other.type)}`
    : 'must contain at least one CERTIFICATE PEM block';
  if (blocks.length > 0 && !other) return none;
  return [invalid('status.certificate', '<certificate data>', why)];
}

export function validateCertificateSigningRequest(csr: CertificateSigningRequest): FieldErrors {
  const { request = '', usages: asked = [], signerName = '', expirationSeconds } = csr.spec ?? {};
  const short = 'may not specify a duration less than 600 seconds (10 minutes)';
  return [
    ...validateMetadata(csr.metadata, false, () => []),
    ...validateRequest(request),
    ...validateUsages(asked),
    ...validateSigner(signerName),
    ...(expirationSeconds !== undefined && expirationSeconds < 600
      ? [invalid('spec.expirationSeconds', expirationSeconds, short)]
      : none),
    ...validateConditions(csr.status?.conditions ?? []),
    ...validateCertificate(csr.status?.certificate),
  ];
}

const ofType = ({ status }: CertificateSigningRequest, type: string) =>
  (status?.conditions ?? []).filter((one) => one.type === type);

const FIELD = 'status.conditions';

const removed = (next: CertificateSigningRequest, old: CertificateSigningRequest): FieldErrors =>
  SETTLED.filter((type) => ofType(next, type).length < ofType(old, type).length).map((type) =>
    forbidden(FIELD, `updates may not remove a condition of type "${type}"`),
  );

/** Only the approval subresource approves and denies. */
function approvalErrors(
  next: CertificateSigningRequest,
  old: CertificateSigningRequest,
): FieldErrors {
  return ['Approved', 'Denied'].flatMap((type) => {
    const [now, before] = [ofType(next, type), ofType(old, type)];
    if (now.length > before.length) {
      return [forbidden(FIELD, `updates may not add a condition of type "${type}"`)];
    }
    if (now.length < before.length || isEqual(now, before)) return none;
    return [forbidden(FIELD, `updates may not modify a condition of type "${type}"`)];
  });
}

export const validateCertificateSigningRequestUpdate = (
  next: CertificateSigningRequest,
  old: CertificateSigningRequest,
): FieldErrors => validateMetadataUpdate(next.metadata, old.metadata);

export function validateCertificateStatus(
  next: CertificateSigningRequest,
  old: CertificateSigningRequest,
): FieldErrors {
  const before = old.status?.certificate ?? '';
  const isReset = before !== '' && next.status?.certificate !== before;
  return [
    ...validateConditions(next.status?.conditions ?? []),
    ...validateCertificate(next.status?.certificate),
    ...removed(next, old),
    ...approvalErrors(next, old),
    ...(isReset
      ? [forbidden('status.certificate', 'updates may not modify existing certificate content')]
      : none),
  ];
}

export function validateApproval(
  next: CertificateSigningRequest,
  old: CertificateSigningRequest,
): FieldErrors {
  const isSet = (next.status?.certificate ?? '') !== (old.status?.certificate ?? '');
  return [
    ...validateConditions(next.status?.conditions ?? []),
    ...removed(next, old),
    ...(isSet
      ? [forbidden('status.certificate', 'updates may not set certificate content')]
      : none),
  ];
}
