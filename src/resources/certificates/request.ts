/** Certificate requests as people send them: PKCS#10 in PEM. RFC 2986. Differs: the request's own signature is not checked. */
import { decodeBase64 } from '../base64.ts';
import { DerError, derOid, type Element, elements, isSame, TAG } from './der.ts';
import { type Subject, subjectOf } from './name.ts';
import { pemBlocks } from './pem.ts';

export interface CertificateRequest {
  readonly subject: Subject;
  /** The subject and the public key as they stand in the request. */
  readonly name: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Whether it asks for names beside the subject, by sort. */
  readonly hasNames: {
    readonly dns: boolean;
    readonly email: boolean;
    readonly ip: boolean;
    readonly uri: boolean;
  };
}

const alternativeNames = derOid('2.5.29.17');

/** Tags of the sorts of names in the extension. */
const SORTS = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 };

/** Elements anywhere below, for a search by object id. */
function below(element: Element): readonly Element[] {
  if ((element.tag & 0x20) === 0) return [element];
  return [element, ...elements(element.content).flatMap(below)];
}

function namesIn(attributes: Element | undefined): ReadonlySet<number> {
  const all = attributes ? below(attributes) : [];
  const at = all.findIndex(({ tag, whole }) => tag === TAG.oid && isSame(whole, alternativeNames));
  const value = at < 0 ? undefined : all.slice(at + 1).find(({ tag }) => tag === TAG.octetString);
  if (!value) return new Set();
  return new Set(
    elements(value.content).flatMap(({ content }) => elements(content).map(({ tag }) => tag)),
  );
}

/** Reads `spec.request`, base64 of PEM; throws a DerError that says what is wrong. */
export function parseRequest(base64: string): CertificateRequest {
  const [block] = pemBlocks(decodeBase64(base64));
  if (block?.type !== 'CERTIFICATE REQUEST') {
    throw new DerError('PEM block type must be CERTIFICATE REQUEST');
  }
  const [request] = elements(block.bytes);
  const [info] = elements(request?.content ?? new Uint8Array());
  const [version, name, publicKey, attributes] = elements(info?.content ?? new Uint8Array());
  if (version?.tag !== TAG.integer || name?.tag !== TAG.sequence || !publicKey) {
    throw new DerError("asn1: structure error: tags don't match");
  }
  const sorts = namesIn(attributes);
  return {
    subject: subjectOf(name),
    name: name.whole,
    publicKey: publicKey.whole,
    hasNames: {
      dns: sorts.has(SORTS.dns),
      email: sorts.has(SORTS.email),
      ip: sorts.has(SORTS.ip),
      uri: sorts.has(SORTS.uri),
    },
  };
}
