/** IPv4 addresses and blocks as numbers, and IPv6 ones as text. */

const OCTET = /^\d{1,3}$/;

/** "10.96.0.1" ⇒ 174063617; "010.1.1.1" too, as older clients write; undefined for what is no IPv4 address. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let ip = 0;
  for (const part of parts) {
    if (!OCTET.test(part) || Number(part) > 255) return undefined;
    ip = ip * 256 + Number(part);
  }
  return ip;
}

/** 174063617 ⇒ "10.96.0.1" */
export const printIpv4 = (ip: number): string =>
  [ip / 2 ** 24, (ip / 2 ** 16) % 256, (ip / 256) % 256, ip % 256].map(Math.floor).join('.');

const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** "2001:db8::1" ⇒ its eight groups; undefined for what is no IPv6 address. */
export function parseIpv6(text: string): readonly number[] | undefined {
  if (!text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string): readonly string[] => {
    if (half === '') return [];
    const groups = half.split(':');
    const last = groups.at(-1) ?? '';
    const tail = last.includes('.') ? parseIpv4(last) : undefined;
    if (tail === undefined) return groups;
    const [high, low] = [Math.floor(tail / 65_536), tail % 65_536];
    return [...groups.slice(0, -1), high.toString(16), low.toString(16)];
  };
  const [head = [], tail = []] = halves.map(groupsOf);
  const missing = 8 - head.length - tail.length;
  const isWhole = halves.length === 2 ? missing >= 1 : missing === 0;
  const all = [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail];
  return isWhole && all.every((group) => GROUP.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** [8193, 3512, 0, 0, 0, 0, 0, 1] ⇒ "2001:db8::1", as RFC 5952 has it. */
export function printIpv6(groups: readonly number[]): string {
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return printIpv4((groups[6] ?? 0) * 65_536 + (groups[7] ?? 0));
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at += 1) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length += 1;
    if (length > best.length) best = { at, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.at < 0) return hex.join(':');
  return `${hex.slice(0, best.at).join(':')}::${hex.slice(best.at + best.length).join(':')}`;
}

export const isIp = (text: string): boolean =>
  parseIpv4(text) !== undefined || parseIpv6(text) !== undefined;

/** The one way to write an address; undefined for what is none. */
export function canonicalIp(text: string): string | undefined {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return printIpv4(ipv4);
  const ipv6 = parseIpv6(text);
  return ipv6 && printIpv6(ipv6);
}

/** A block of addresses, as bits: comparable whatever the family. */
export interface Cidr {
  readonly family: 'IPv4' | 'IPv6';
  readonly bits: bigint;
  readonly prefix: number;
  /** How many bits an address of the family has. */
  readonly width: number;
}

const bitsOf = (groups: readonly number[], size: number): bigint =>
  groups.reduce((sum, group) => (sum << BigInt(size)) | BigInt(group), 0n);

/** "10.96.0.0/12" ⇒ its family, first bits and length; undefined for what is no block. */
export function parseCidr(text: string): Cidr | undefined {
  const [ip = '', length = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = Number(length);
  const ipv4 = parseIpv4(ip);
  if (ipv4 !== undefined) {
    return prefix > 32 ? undefined : { family: 'IPv4', bits: BigInt(ipv4), prefix, width: 32 };
  }
  const ipv6 = parseIpv6(ip);
  if (!ipv6 || prefix > 128) return undefined;
  return { family: 'IPv6', bits: bitsOf(ipv6, 16), prefix, width: 128 };
}

/** The first address of the block, as bits. */
export const networkOf = ({ bits, prefix, width }: Cidr): bigint => {
  const hosts = BigInt(width - prefix);
  return (bits >> hosts) << hosts;
};

/** Whether the first holds every address of the second. */
export const containsCidr = (outer: Cidr, inner: Cidr): boolean =>
  outer.family === inner.family &&
  outer.prefix <= inner.prefix &&
  networkOf(outer) === networkOf({ ...inner, prefix: outer.prefix });

/** "10.96.1.2/12" ⇒ "10.96.0.0/12" */
export function printNetwork(cidr: Cidr): string {
  const first = networkOf(cidr);
  if (cidr.family === 'IPv4') return `${printIpv4(Number(first))}/${cidr.prefix}`;
  const groups = Array.from({ length: 8 }, (_, at) =>
    Number((first >> BigInt(16 * (7 - at))) & 0xffffn),
  );
  return `${printIpv6(groups)}/${cidr.prefix}`;
}
