/** Addresses and blocks in fields, and upstream's words for what breaks them. Mirrors apimachinery pkg/util/validation/ip.go. */
import { canonicalIp, isIp, networkOf, parseCidr, printNetwork } from '../networking/ip.ts';

const IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
const MAPPED = /^::ffff:/i;
/** 010.0.0.1 */
const LEADING_ZERO = /(^|\.)0\d/;

/** Fields of old: leading zeros are let pass. */
export const sloppyIpErrors = (text: string): readonly string[] => (isIp(text) ? [] : [IP]);
export const sloppyCidrErrors = (text: string): readonly string[] =>
  parseCidr(text) ? [] : [CIDR];

/** Newer fields: one way to write each address. */
export function strictIpErrors(text: string): readonly string[] {
  const canonical = canonicalIp(text);
  if (canonical === undefined) return [IP];
  if (!text.includes(':') && LEADING_ZERO.test(text)) return ['must not have leading 0s'];
  if (MAPPED.test(text)) return ['must not be an IPv4-mapped IPv6 address'];
  return text === canonical ? [] : [`must be in canonical form (${JSON.stringify(canonical)})`];
}

export function strictCidrErrors(text: string): readonly string[] {
  const cidr = parseCidr(text);
  if (!cidr) return [CIDR];
  if (!text.includes(':') && LEADING_ZERO.test(text.replace('/', '.'))) {
    return ['must not have leading 0s in IP or prefix length'];
  }
  if (MAPPED.test(text)) return ['must not have an IPv4-mapped IPv6 address'];
  if (networkOf(cidr) !== cidr.bits) return ['must not have bits set beyond the prefix length'];
  const canonical = printNetwork(cidr);
  return text === canonical ? [] : [`must be in canonical form (${JSON.stringify(canonical)})`];
}
