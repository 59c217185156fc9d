/** `md5sum`, `sha1sum`, `sha256sum`, `sha512sum`, `cksum`, `sum`: what a file's bytes add up to. */
import { FileError } from '../file-system.ts';
import type { Program, ProgramContext } from '../program.ts';
import { bytesOf } from './bytes.ts';
import { md5, sha1, sha256, sha512 } from './digests.ts';
import { Inputs, openFile, splitLines } from './inputs.ts';
import { parseOptions } from './options.ts';

type Digest = (bytes: Uint8Array) => string;

const algorithms: Readonly<Record<string, Digest>> = {
  md5sum: md5,
  sha1sum: sha1,
  sha256sum: sha256,
  sha512sum: sha512,
};

/** `-c`: each line of a list against its file. */
async function check(
  context: ProgramContext,
  digest: Digest,
  lists: readonly string[],
  quiet: boolean,
): Promise<number> {
  let wrong = 0;
  let missing = 0;
  for (const list of lists.length === 0 ? ['-'] : lists) {
    for (const line of splitLines(await openFile(context, list).readAll())) {
      const match = /^([\da-fA-F]+) [ *](.*)$/.exec(line);
      if (match === null) continue;
      const [, expected = '', name = ''] = match;
      try {
        const same =
          digest(bytesOf(await openFile(context, name).readAll())) === expected.toLowerCase();
        if (!same) wrong += 1;
        if (!same || !quiet) await context.stdout.write(`${name}: ${same ? 'OK' : 'FAILED'}\n`);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        missing += 1;
        await context.stderr.write(`${context.name}: ${name}: ${error.message}\n`);
        await context.stdout.write(`${name}: FAILED open or read\n`);
      }
    }
  }
  const say = (count: number, one: string, many: string) =>
    count === 0
      ? Promise.resolve()
      : context.stderr.write(`${context.name}: WARNING: ${count} ${count === 1 ? one : many}\n`);
  await say(missing, 'listed file could not be read', 'listed files could not be read');
  await say(wrong, 'computed checksum did NOT match', 'computed checksums did NOT match');
  return wrong + missing > 0 ? 1 : 0;
}

/** Prints sums, or checks them. */
export const checksum: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'bctwz',
    long: { check: 'c', binary: 'b', text: 't', quiet: 'q', status: 's', tag: 'g' },
  });
  const digest = algorithms[context.name] ?? md5;
  if (options.has('c')) return check(context, digest, options.operands, options.has('q'));
  const inputs = new Inputs(context, options.operands);
  for await (const { name, input } of inputs.each())
    await context.stdout.write(
      `${digest(bytesOf(await input.readAll()))} ${options.has('b') ? '*' : ' '}${name}\n`,
    );
  return inputs.failures > 0 ? 1 : 0;
};

/** POSIX's CRC, the length counted in. */
export const cksum: Program = async (context) => {
  const inputs = new Inputs(context, context.args);
  for await (const { name, input } of inputs.each()) {
    const bytes = bytesOf(await input.readAll());
    let crc = 0;
    const feed = (byte: number) => {
      crc ^= byte << 24;
      for (let bit = 0; bit < 8; bit += 1)
        crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    };
    bytes.forEach(feed);
    for (let length = bytes.length; length > 0; length = Math.floor(length / 256))
      feed(length & 255);
    const shown = context.args.length === 0 ? '' : ` ${name}`;
    await context.stdout.write(`${~crc >>> 0} ${bytes.length}${shown}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};

/** BSD's sum. */
export const sum: Program = async (context) => {
  const inputs = new Inputs(context, context.args);
  for await (const { name, input } of inputs.each()) {
    const bytes = bytesOf(await input.readAll());
    let total = 0;
    for (const byte of bytes) total = ((total >> 1) + ((total & 1) << 15) + byte) & 0xffff;
    const blocks = String(Math.ceil(bytes.length / 1024)).padStart(5);
    const shown = context.args.length === 0 ? '' : ` ${name}`;
    await context.stdout.write(`${String(total).padStart(5, '0')} ${blocks}${shown}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
