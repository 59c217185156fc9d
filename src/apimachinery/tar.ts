/** The tar format, as much as `kubectl cp` needs: files and folders, packed and unpacked. */
import { bytesOfText, textOfBytes } from './bytes.ts';

const BLOCK = 512;

/** A file, or a folder when its path ends in a slash. */
export interface TarEntry {
  readonly path: string;
  readonly text: string;
}

const octal = (value: number, width: number): string =>
  `${value.toString(8).padStart(width - 1, '0')}\0`;

function header(path: string, size: number, seconds: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const write = (text: string, at: number): void => block.set(bytesOfText(text), at);
  const isFolder = path.endsWith('/');
  write(path.slice(0, 100), 0);
  write(octal(isFolder ? 0o755 : 0o644, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(size, 12), 124);
  write(octal(seconds, 12), 136);
  write('        ', 148);
  write(isFolder ? '5' : '0', 156);
  write('ustar\x0000root', 257);
  write('root', 297);
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A path longer than a header holds goes before it, as GNU tar has it. */
function longName(path: string, seconds: number): readonly Uint8Array[] {
  const name = bytesOfText(`${path}\0`);
  if (name.length <= 100) return [];
  const head = header('././@LongLink', name.length, seconds);
  head[156] = 'L'.charCodeAt(0);
  head.set(bytesOfText('        '), 148);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.set(bytesOfText(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return [head, padded(name)];
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
  whole.set(bytes);
  return whole;
}

/** Entries as the text of an archive (`bytes.ts`: bytes that are no UTF-8 stand as themselves). */
export function packTar(entries: readonly TarEntry[], nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000);
  const parts = entries.flatMap(({ path, text }) => {
    const bytes = path.endsWith('/') ? new Uint8Array() : bytesOfText(text);
    return [...longName(path, seconds), header(path, bytes.length, seconds), padded(bytes)];
  });
  const end = new Uint8Array(2 * BLOCK);
  return [...parts, end].map(textOfBytes).join('');
}

const stringAt = (block: Uint8Array, from: number, length: number): string =>
  textOfBytes(block.subarray(from, from + length)).replace(/\0[\s\S]*$/, '');

/** `path=…` of an extended header. */
const extendedPath = (text: string): string | undefined => /\d+ path=(.*)\n/.exec(text)?.[1];

/** The entries of an archive; undefined when it is none. */
export function unpackTar(archive: string): readonly TarEntry[] | undefined {
  const bytes = bytesOfText(archive);
  const entries: TarEntry[] = [];
  let name: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const block = bytes.subarray(at, at + BLOCK);
    at += BLOCK;
    if (block.every((byte) => byte === 0)) break;
    if (stringAt(block, 257, 5) !== 'ustar') return undefined;
    const size = Number.parseInt(stringAt(block, 124, 12).trim(), 8) || 0;
    const text = textOfBytes(bytes.subarray(at, at + size));
    at += Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(block[156] ?? 0);
    if (type === 'L') name = text.replace(/\0+$/, '');
    else if (type === 'x') name = extendedPath(text);
    else {
      const prefix = stringAt(block, 345, 155);
      const path = name ?? `${prefix ? `${prefix}/` : ''}${stringAt(block, 0, 100)}`;
      const isFolder = type === '5';
      if (isFolder || type === '0' || type === '\0')
        entries.push({ path: isFolder ? `${path.replace(/\/*$/, '')}/` : path, text });
      name = undefined;
    }
  }
  return entries;
}
