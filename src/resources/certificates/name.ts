/** Who a certificate or a request is about. */
import { derOid, type Element, elements, isSame, textOf } from './der.ts';

export interface Subject {
  readonly commonName: string;
  readonly organizations: readonly string[];
  readonly organizationalUnits: readonly string[];
}

const commonName = derOid('2.5.4.3');
const organization = derOid('2.5.4.10');
const organizationalUnit = derOid('2.5.4.11');

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
  };
}
