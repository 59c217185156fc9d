/** The wire format of protocol buffers: fields by number, each a number or bytes. */

/** Bytes that are no message. */
export class ProtobufError extends Error {
  override name = 'ProtobufError';
}

/** One field as it stands on the wire. */
export interface WireField {
  readonly number: number;
  /** A varint or a fixed number; undefined when there are bytes. */
  readonly value: bigint | undefined;
  readonly bytes: Uint8Array;
}

const NOTHING = new Uint8Array();

class Reader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new ProtobufError('unexpected EOF');
      this.at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new ProtobufError('proto: integer overflow');
  }

  take(length: number): Uint8Array {
    if (length < 0 || this.at + length > this.bytes.length) {
      throw new ProtobufError('unexpected EOF');
    }
    const found = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return found;
  }

  fixed(length: 4 | 8): bigint {
    const bytes = this.take(length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    return length === 4 ? BigInt(view.getUint32(0, true)) : view.getBigUint64(0, true);
  }
}

/** The fields of a message, in the order they came. */
export function* readFields(bytes: Uint8Array): Generator<WireField> {
  const reader = new Reader(bytes);
  while (!reader.isAtEnd) {
    const tag = Number(reader.varint());
    const number = tag >>> 3;
    switch (tag & 7) {
      case 0:
        yield { number, value: reader.varint(), bytes: NOTHING };
        break;
      case 1:
        yield { number, value: reader.fixed(8), bytes: NOTHING };
        break;
      case 2:
        yield { number, value: undefined, bytes: reader.take(Number(reader.varint())) };
        break;
      case 5:
        yield { number, value: reader.fixed(4), bytes: NOTHING };
        break;
      default:
        throw new ProtobufError(`proto: illegal wireType ${tag & 7}`);
    }
  }
}

/** Numbers written one after another in one field. */
export function readPacked(bytes: Uint8Array): readonly bigint[] {
  const reader = new Reader(bytes);
  const found: bigint[] = [];
  while (!reader.isAtEnd) found.push(reader.varint());
  return found;
}
