/** Certificate requests as people send them: PKCS#10 in PEM. RFC 2986. Differs: the request's own signature is not checked. */
import { decodeBase64 } from '../base64.ts';
import { DerError, derOid, type Element, elements, isSame, TAG, textOf } from './der.ts';
import { type Subject, subjectOf } from './name.ts';
import { pemBlocks } from './pem.ts';

export interface CertificateRequest {
  readonly subject: Subject;
  /** The subject and the public key as they stand in the request. */
  readonly name: Uint8Array;
  readonly publicKey: Uint8Array;
  /** The names it asks for beside the subject, by sort. */
  readonly names: AlternativeNames;
}

export interface AlternativeNames {
  readonly dns: readonly string[];
  readonly email: readonly string[];
  readonly ip: readonly string[];
  readonly uri: readonly string[];
}

const alternativeNames = derOid('2.5.29.17');

/** Tags of the sorts of names in the extension. */
const SORTS = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 };

/** Elements anywhere below, for a search by object id. */
function below(element: Element): readonly Element[] {
  if ((element.tag & 0x20) === 0) return [element];
  return [element, ...elements(element.content).flatMap(below)];
}

/** 4 bytes ⇒ "1.2.3.4", 16 ⇒ "fe80:0:0:0:0:0:0:1". */
function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return [...bytes].join('.');
  const groups = Array.from({ length: bytes.length / 2 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  return shortest(groups);
}

/** The longest run of zeros is left out. */
function shortest(groups: readonly string[]): string {
  const [run = ''] = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)]
    .map(([found]) => found)
    .sort((a, b) => b.length - a.length);
  const text = groups.join(':');
  if (!run) return text;
  const at = text.indexOf(run);
  return `${text.slice(0, at)}::${text.slice(at + run.length).replace(/^:/, '')}`;
}

function namesIn(attributes: Element | undefined): AlternativeNames {
  const all = attributes ? below(attributes) : [];
  const at = all.findIndex(({ tag, whole }) => tag === TAG.oid && isSame(whole, alternativeNames));
  const value = at < 0 ? undefined : all.slice(at + 1).find(({ tag }) => tag === TAG.octetString);
  const found = value ? elements(value.content).flatMap(({ content }) => elements(content)) : [];
  const texts = (sort: number): readonly string[] =>
    found.filter(({ tag }) => tag === sort).map(textOf);
  return {
    dns: texts(SORTS.dns),
    email: texts(SORTS.email),
    uri: texts(SORTS.uri),
    ip: found.filter(({ tag }) => tag === SORTS.ip).map(({ content }) => addressText(content)),
  };
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
  return {
    subject: subjectOf(name),
    name: name.whole,
    publicKey: publicKey.whole,
    names: namesIn(attributes),
  };
}
