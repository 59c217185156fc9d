/** Bytes pass through texts, and files through tar, unharmed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfText, textOfBytes } from './bytes.ts';
import { packTar, unpackTar } from './tar.ts';

it('bytes ⇒ text ⇒ the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(Array.from(bytesOfText(textOfBytes(bytes)))).toEqual(Array.from(bytes));
    }),
  );
});

it('reads proper UTF-8 as what it is', () => {
  expect(textOfBytes(new TextEncoder().encode('né 🙂'))).toBe('né 🙂');
  expect(textOfBytes(Uint8Array.of(0xff, 0x41))).toBe('\udcffA');
});

it('cut anywhere, the halves make the whole', () => {
  const whole = new TextEncoder().encode('né 🙂');
  for (let at = 0; at <= whole.length; at += 1) {
    const text = textOfBytes(whole.subarray(0, at)) + textOfBytes(whole.subarray(at));
    expect(Array.from(bytesOfText(text))).toEqual(Array.from(whole));
  }
});

it('packs and unpacks files, folders and long names', () => {
  const entries = [
    { path: 'd/', text: '' },
    { path: 'd/a', text: 'one\n' },
    { path: `d/${'long'.repeat(40)}`, text: textOfBytes(Uint8Array.of(0, 255, 128, 10)) },
    { path: 'd/empty', text: '' },
  ];
  expect(unpackTar(packTar(entries, 0))).toEqual(entries);
  expect(unpackTar('x'.repeat(512))).toBeUndefined();
});
