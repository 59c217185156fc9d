/** What a client certificate says, as DER: everything but its signature. RFC 5280. */
import { printTime } from '#apimachinery/time.ts';
import { der, derInteger, derOid, derText, TAG } from '#resources/certificates/der.ts';
import type { CertificateRequest } from '#resources/certificates/request.ts';

export interface Terms {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly usages: readonly string[];
}

/** ecdsa-with-SHA256 */
export const signatureAlgorithm: Uint8Array = der(TAG.sequence, derOid('1.2.840.10045.4.3.2'));

const BOOLEAN = 1;
const UTC_TIME = 23;

/** CN=kubernetes, as the root certificate's subject. */
const issuer = der(
  TAG.sequence,
  der(TAG.set, der(TAG.sequence, derOid('2.5.4.3'), derText(TAG.utf8, 'kubernetes'))),
);

/** 2026-01-05T09:00:00Z ⇒ "260105090000Z" */
const utcTime = (ms: number): Uint8Array =>
  derText(UTC_TIME, printTime(ms).slice(2).replace(/[-:T]/g, ''));

/** Bits of the key usage extension, the first bit first. */
const KEY_BITS: Readonly<Record<string, number>> = {
  'digital signature': 0x80,
  signing: 0x80,
  'content commitment': 0x40,
  'key encipherment': 0x20,
  'data encipherment': 0x10,
  'key agreement': 0x08,
  'cert sign': 0x04,
  'crl sign': 0x02,
};
const EXTENDED: Readonly<Record<string, string>> = {
  'server auth': '1.3.6.1.5.5.7.3.1',
  'client auth': '1.3.6.1.5.5.7.3.2',
  'code signing': '1.3.6.1.5.5.7.3.3',
  'email protection': '1.3.6.1.5.5.7.3.4',
};

const extension = (oid: string, isCritical: boolean, value: Uint8Array): Uint8Array =>
  der(
    TAG.sequence,
    derOid(oid),
    ...(isCritical ? [der(BOOLEAN, Uint8Array.of(0xff))] : []),
    der(TAG.octetString, value),
  );

function extensions(usages: readonly string[]): Uint8Array {
  const bits = usages.reduce((sum, usage) => sum | (KEY_BITS[usage] ?? 0), 0);
  const unused = bits === 0 ? 0 : Math.log2(bits & -bits);
  const purposes = usages.flatMap((usage) => (EXTENDED[usage] ? [derOid(EXTENDED[usage])] : []));
  const list = [
    ...(bits === 0
      ? []
      : [extension('2.5.29.15', true, der(TAG.bitString, Uint8Array.of(unused, bits)))]),
    ...(purposes.length === 0
      ? []
      : [extension('2.5.29.37', false, der(TAG.sequence, ...purposes))]),
    extension('2.5.29.19', true, der(TAG.sequence)),
  ];
  return der(0xa3, der(TAG.sequence, ...list));
}

/** The body of a certificate for a request. */
export function certificateBody(
  request: CertificateRequest,
  serial: Uint8Array,
  { fromMs, untilMs, usages }: Terms,
): Uint8Array {
  return der(
    TAG.sequence,
    der(0xa0, derInteger(Uint8Array.of(2))),
    derInteger(serial),
    signatureAlgorithm,
    issuer,
    der(TAG.sequence, utcTime(fromMs), utcTime(untilMs)),
    request.name,
    request.publicKey,
    extensions(usages),
  );
}
