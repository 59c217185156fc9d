/** Header blocks of SPDY/3.1: one compressed stream in each direction over all frames. */
import { Unzlib } from 'fflate';
import { DICTIONARY_ID, spdyDictionary } from './spdy-dictionary.ts';

export type SpdyHeaders = Readonly<Record<string, string>>;

/** Pairs of counted strings. */
function parseBlock(block: Buffer): SpdyHeaders {
  const headers: Record<string, string> = {};
  let at = 4;
  const next = (): string => {
    const length = block.readUInt32BE(at);
    const text = block.toString('utf8', at + 4, at + 4 + length);
    at += 4 + length;
    return text;
  };
  for (let left = block.readUInt32BE(0); left > 0; left -= 1) {
    const name = next().toLowerCase();
    headers[name] = next();
  }
  return headers;
}

/** Reads the blocks of one connection in their order. Throws for what is no block. */
export function createHeaderReader(): (compressed: Buffer) => SpdyHeaders {
  const unzip = new Unzlib({ dictionary: spdyDictionary });
  let parts: Uint8Array[] = [];
  unzip.ondata = (part) => parts.push(part.slice());
  return (compressed) => {
    parts = [];
    unzip.push(new Uint8Array(compressed));
    return parseBlock(Buffer.concat(parts));
  };
}

/** No headers, uncompressed: a stored block of four zero bytes, and an empty one that flushes it. */
const NO_HEADERS = Uint8Array.of(
  ...[0x00, 0x04, 0x00, 0xfb, 0xff, 0, 0, 0, 0],
  ...[0x00, 0x00, 0x00, 0xff, 0xff],
);
const ZLIB_HEAD = Uint8Array.of(0x78, 0xbb, ...DICTIONARY_ID);

/** Writes blocks without headers, which is all that a reply needs. */
export function createEmptyHeaderWriter(): () => Uint8Array {
  let isFirst = true;
  return () => {
    const block = isFirst ? Buffer.concat([ZLIB_HEAD, NO_HEADERS]) : NO_HEADERS;
    isFirst = false;
    return block;
  };
}
