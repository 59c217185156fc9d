/** The cluster's own authority for client certificates: what it signed, it believes. */
import { parseTime } from '#apimachinery/time.ts';
import { DerError, der, derInteger, elements, isSame, TAG } from '#resources/certificates/der.ts';
import { subjectOf } from '#resources/certificates/name.ts';
import { pemBlocks, printPem } from '#resources/certificates/pem.ts';
import type { CertificateRequest } from '#resources/certificates/request.ts';
import type { AuthGround } from '../ground.ts';
import { hmacSha256 } from '../tokens/sha256.ts';
import { AUTHENTICATED, type UserInfo } from '../user.ts';
import { certificateBody, signatureAlgorithm, type Terms } from './certificate-body.ts';

/**
 * Makes X.509 certificates in form: openssl prints them, clients present them. Differs: the signature is a hash
 * that only this cluster can make and check, in the place of one by the authority's private key, which nobody has;
 * so `openssl verify` refuses them.
 */
export interface CertificateAuthority {
  /** A certificate (PEM) for what a request asks. */
  issue(request: CertificateRequest, terms: Terms): string;
  /** The user a certificate (PEM) of this authority names; undefined for any other, and for one out of its time. */
  userOf(pem: string): UserInfo | undefined;
}

/** "260105090000Z" ⇒ ms */
const timeMs = (text: string): number =>
  parseTime(text.replace(/^(..)(..)(..)(..)(..)(..)Z$/, '20$1-$2-$3T$4:$5:$6Z'));

/** Two numbers of 32 bytes, as an ECDSA signature has. */
function signatureOf(key: Uint8Array, body: Uint8Array): Uint8Array {
  const first = hmacSha256(key, body);
  const numbers = [first, hmacSha256(key, first)].map((bytes) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    return derInteger(bytes.subarray(Math.max(0, start)));
  });
  return der(TAG.bitString, Uint8Array.of(0), der(TAG.sequence, ...numbers));
}

/** The parts of a certificate that say who and when. */
function read(pem: string) {
  const [block] = pemBlocks(pem);
  const [certificate] = elements(block?.bytes ?? new Uint8Array());
  const [body, , signature] = elements(certificate?.content ?? new Uint8Array());
  const [, , , , validity, subject] = elements(body?.content ?? new Uint8Array());
  if (!body || !signature || !validity || !subject) return undefined;
  const [from, until] = elements(validity.content).map(({ content }) =>
    timeMs(new TextDecoder().decode(content)),
  );
  return { body: body.whole, signature: signature.whole, subject, from, until };
}

/** The authority of one server. */
export function createCertificateAuthority({ random, clock }: AuthGround): CertificateAuthority {
  let made: Uint8Array | undefined;
  const key = (): Uint8Array => {
    const dice = random.fork('certificate-authority-key');
    made ??= Uint8Array.from({ length: 64 }, () => dice.integer(256));
    return made;
  };
  const serials = random.fork('certificate-serials');
  return {
    issue: (request, terms) => {
      const serial = Uint8Array.from({ length: 16 }, () => serials.integer(256));
      const body = certificateBody(request, serial, terms);
      const whole = der(TAG.sequence, body, signatureAlgorithm, signatureOf(key(), body));
      return printPem('CERTIFICATE', whole);
    },
    userOf: (pem) => {
      try {
        const found = read(pem);
        if (!found || !isSame(signatureOf(key(), found.body), found.signature)) return undefined;
        const { from = 0, until = 0, subject } = found;
        const nowMs = clock.now();
        if (nowMs < from || nowMs > until) return undefined;
        const { commonName, organizations } = subjectOf(subject);
        return { name: commonName, groups: [...organizations, AUTHENTICATED] };
      } catch (error) {
        if (error instanceof DerError) return undefined;
        throw error;
      }
    },
  };
}
