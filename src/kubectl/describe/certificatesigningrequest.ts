/** `kubectl describe certificatesigningrequest`. */
import { humanDuration } from '#apimachinery/duration.ts';
import { formatLabels } from '#apimachinery/selector.ts';
import { parseTime, printRfc1123 } from '#apimachinery/time.ts';
import { parseRequest } from '#resources/certificates/request.ts';
import {
  type CertificateSigningRequest,
  certificateStatus,
} from '#resources/certificatesigningrequest.ts';
import type { Event } from '#resources/event.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { tabbedText } from './prefix-writer.ts';

/** Mirrors kubectl pkg/describe/describe.go describeCertificateSigningRequest. */
export const describeCertificateSigningRequest = (
  csr: CertificateSigningRequest,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { metadata, spec } = csr;
    const { subject, names } = parseRequest(spec.request);
    const list = (name: string, values: readonly string[]): void => {
      if (values.length > 0) w.write(0, `\t${name}:\t${values.join('\n\t\t')}\n`);
    };
    w.write(0, `Name:\t${metadata.name}\n`);
    w.write(0, `Labels:\t${formatLabels(metadata.labels)}\n`);
    w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`);
    w.write(0, `CreationTimestamp:\t${printRfc1123(parseTime(metadata.creationTimestamp))}\n`);
    w.write(0, `Requesting User:\t${spec.username ?? ''}\n`);
    if (spec.signerName) w.write(0, `Signer:\t${spec.signerName}\n`);
    if (spec.expirationSeconds !== undefined) {
      w.write(0, `Requested Duration:\t${humanDuration(spec.expirationSeconds * 1000)}\n`);
    }
    w.write(0, `Status:\t${certificateStatus(csr)}\n`);
    w.write(0, 'Subject:\n');
    w.write(0, `\tCommon Name:\t${subject.commonName}\n`);
    w.write(0, `\tSerial Number:\t${subject.serialNumber}\n`);
    list('Organization', subject.organizations);
    list('Organizational Unit', subject.organizationalUnits);
    list('Country', subject.countries);
    list('Locality', subject.localities);
    list('Province', subject.provinces);
    list('StreetAddress', subject.streets);
    list('PostalCode', subject.postalCodes);
    if (Object.values(names).some((some) => some.length > 0))
      w.write(0, 'Subject Alternative Names:\n');
    list('DNS Names', names.dns);
    list('Email Addresses', names.email);
    list('URIs', names.uri);
    list('IP Addresses', names.ip);
    writeEvents(w, events, nowMs);
  });

export const certificateSigningRequestDescriber: Describer = {
  group: 'certificates.k8s.io',
  kind: 'CertificateSigningRequest',
  describe: async (world, object) =>
    describeCertificateSigningRequest(
      object as CertificateSigningRequest,
      await eventsOf(world, object),
      world.nowMs,
    ),
};
