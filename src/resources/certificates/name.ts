/** Who a certificate or a request is about. */
import { derOid, type Element, elements, isSame, textOf } from './der.ts';

export interface Subject {
  readonly commonName: string;
  readonly organizations: readonly string[];
  readonly organizationalUnits: readonly string[];
  readonly serialNumber: string;
  readonly countries: readonly string[];
  readonly localities: readonly string[];
  readonly provinces: readonly string[];
  readonly streets: readonly string[];
  readonly postalCodes: readonly string[];
}

const commonName = derOid('2.5.4.3');
const organization = derOid('2.5.4.10');
const organizationalUnit = derOid('2.5.4.11');
const serialNumber = derOid('2.5.4.5');
const country = derOid('2.5.4.6');
const locality = derOid('2.5.4.7');
const province = derOid('2.5.4.8');
const street = derOid('2.5.4.9');
const postalCode = derOid('2.5.4.17');

/** A Name: sets of pairs of what and text. */
export function subjectOf(name: Element): Subject {
  const pairs = elements(name.content)
    .flatMap((set) => elements(set.content))
    .map((pair) => elements(pair.content));
  const texts = (oid: Uint8Array): readonly string[] =>
    pairs.flatMap(([what, value]) =>
      what && value && isSame(what.whole, oid) ? [textOf(value)] : [],
    );
  return {
    commonName: texts(commonName).at(-1) ?? '',
    organizations: texts(organization),
    organizationalUnits: texts(organizationalUnit),
    serialNumber: texts(serialNumber).at(-1) ?? '',
    countries: texts(country),
    localities: texts(locality),
    provinces: texts(province),
    streets: texts(street),
    postalCodes: texts(postalCode),
  };
}
