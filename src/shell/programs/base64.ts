/** `base64`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { openFile } from './inputs.ts';
import { parseOptions } from './options.ts';

/** UTF-8 and back, by way of binary text. */
function encode(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''),
  );
}

function decode(text: string, ignore: boolean): { text: string; valid: boolean } {
  const clean = ignore ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text.replace(/\n/g, '');
  const good =
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(clean)?.[0] ?? '';
  const tail = clean.slice(good.length);
  const partial = /^[A-Za-z0-9+/]{2,3}$/.test(tail) ? tail : '';
  const bytes = Uint8Array.from(atob(good + partial), (character) => character.charCodeAt(0));
  return { text: new TextDecoder().decode(bytes), valid: tail === '' };
}

/** Encodes, or with `-d` decodes. */
export const base64: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'dDiw:',
    long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w' },
  });
  const [path = '-', extra] = options.operands;
  if (extra !== undefined)
    throw new ProgramError(`extra operand ‘${extra}’\nTry 'base64 --help' for more information.`);
  const text = await openFile(context, path).readAll();
  if (options.has('d') || options.has('D')) {
    const decoded = decode(text, options.has('i'));
    await context.stdout.write(decoded.text);
    if (decoded.valid) return 0;
    await context.stderr.write('base64: invalid input\n');
    return 1;
  }
  const wrap = options.value('w') ?? '76';
  if (!/^\d+$/.test(wrap)) throw new ProgramError(`invalid wrap size: ‘${wrap}’`);
  const encoded = encode(text);
  if (wrap === '0') await context.stdout.write(encoded);
  else
    for (let at = 0; at < encoded.length; at += Number(wrap))
      await context.stdout.write(`${encoded.slice(at, at + Number(wrap))}\n`);
  return 0;
};
