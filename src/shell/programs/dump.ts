/** `od`, `xxd`, `hexdump`: bytes made visible. */
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { bytesOf, textOfBytes } from './bytes.ts';
import { Inputs, openFile } from './inputs.ts';
import { parseOptions } from './options.ts';

async function readAll(
  context: ProgramContext,
  operands: readonly string[],
): Promise<{ bytes: Uint8Array; failed: boolean }> {
  const inputs = new Inputs(context, operands);
  let text = '';
  for await (const { input } of inputs.each()) text += await input.readAll();
  return {
    bytes: bytesOf(text),
    failed: inputs.failures > 0 && inputs.failures === Math.max(1, operands.length),
  };
}

const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');

/** A byte as text shows it; a dot for what doesn't print. */
const visible = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.');

const named: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

const asciiNames =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
    ' ',
  );

/** One way to show units: how many bytes each, how wide, how. */
interface Shape {
  readonly size: number;
  readonly width: number;
  readonly text: (value: number) => string;
  readonly tail: boolean;
}

function shapeOf(type: string): Shape {
  const match = /^([acdoux])([1248CSIL]?)(z?)$/.exec(type);
  if (match === null) throw new ProgramError(`invalid type string ‘${type}’`);
  const sizes: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8, '': 4 };
  const size = sizes[match[2] ?? ''] ?? Number(match[2]);
  const tail = match[3] === 'z';
  switch (match[1]) {
    case 'a':
      return {
        size: 1,
        width: 4,
        tail,
        text: (byte) =>
          (byte & 127) === 127
            ? 'del'
            : (asciiNames[byte & 127] ?? String.fromCharCode(byte & 127)),
      };
    case 'c':
      return {
        size: 1,
        width: 4,
        tail,
        text: (byte) =>
          named[byte] ??
          (byte >= 32 && byte < 127
            ? String.fromCharCode(byte)
            : byte.toString(8).padStart(3, '0')),
      };
    case 'x':
      return { size, width: size * 2 + 1, tail, text: (value) => hex(value, size * 2) };
    case 'o': {
      const digits = [0, 3, 6, 0, 11][size] ?? 22;
      return {
        size,
        width: digits + 1,
        tail,
        text: (value) => value.toString(8).padStart(digits, '0'),
      };
    }
    case 'd': {
      const digits = [0, 4, 6, 0, 11][size] ?? 20;
      const top = 2 ** (size * 8);
      return {
        size,
        width: digits + 1,
        tail,
        text: (value) => String(value >= top / 2 ? value - top : value),
      };
    }
    default: {
      const digits = [0, 3, 5, 0, 10][size] ?? 20;
      return { size, width: digits + 1, tail, text: (value) => String(value) };
    }
  }
}

/** Little end first. */
function unitAt(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let place = size - 1; place >= 0; place -= 1) value = value * 256 + (bytes[at + place] ?? 0);
  return value;
}

function addressOf(radix: string): (offset: number) => string {
  if (radix === 'n') return () => '';
  const base = radix === 'd' ? 10 : radix === 'x' ? 16 : 8;
  return (offset) => offset.toString(base).padStart(radix === 'x' ? 6 : 7, '0');
}

const shorthands: Readonly<Record<string, string>> = {
  a: 'a',
  b: 'o1',
  c: 'c',
  d: 'u2',
  o: 'o2',
  x: 'x2',
  s: 'd2',
  i: 'd4',
};

/** `od`: octal words, or as `-t` asks. */
export const od: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'A:abcdiosxj:N:t:vw::',
    long: {
      'address-radix': 'A',
      format: 't',
      'read-bytes': 'N',
      'skip-bytes': 'j',
      'output-duplicates': 'v',
      width: 'w',
    },
  });
  const types = options
    .values('t')
    .flatMap((text) => text.match(/[acdoux][1248CSIL]?z?/g) ?? [text]);
  const short = options.order.flatMap((letter) => shorthands[letter] ?? []);
  const shapes = [...short, ...types].map(shapeOf);
  if (shapes.length === 0) shapes.push(shapeOf('o2'));
  const skip = Number(options.value('j') ?? 0);
  const { bytes: all, failed } = await readAll(context, options.operands);
  const absent =
    options.operands.length > 0 &&
    options.operands.every(
      (name) => context.files.stat(resolvePath(context.cwd, name)) === undefined,
    );
  if (failed && absent) return 1;
  const count = options.value('N');
  const bytes = all.slice(skip, count === undefined ? undefined : skip + Number(count));
  const address = addressOf(options.value('A') ?? 'o');
  const perLine = Number(options.value('w') || 16);
  const widest = Math.max(...shapes.map((shape) => shape.width / shape.size));
  let out = '';
  let previous = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += perLine) {
    const line = bytes.slice(at, at + perLine);
    const key = line.join();
    if (key === previous && line.length === perLine && !options.has('v')) {
      if (!starred) out += '*\n';
      starred = true;
      continue;
    }
    [previous, starred] = [key, false];
    shapes.forEach((shape, index) => {
      const head = address(skip + at);
      const cells: string[] = [];
      for (let unit = 0; unit < line.length; unit += shape.size)
        cells.push(shape.text(unitAt(line, unit, shape.size)).padStart(widest * shape.size));
      const row = cells.join('');
      const text = shape.tail
        ? `${row.padEnd((perLine / shape.size) * widest * shape.size)}  >${[...line].map(visible).join('')}<`
        : row;
      out += `${index === 0 ? head : ' '.repeat(head.length)}${text}\n`;
    });
  }
  if ((options.value('A') ?? 'o') !== 'n') out += `${address(skip + bytes.length)}\n`;
  await context.stdout.write(out);
  return failed ? 1 : 0;
};

function plainToBytes(text: string): Uint8Array {
  const digits = text.replace(/[^\da-fA-F]/g, '').match(/../g) ?? [];
  return Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16));
}

/** A dump back to its bytes: the part between the colon and the text. */
function dumpToBytes(text: string): Uint8Array {
  const rows = text
    .split('\n')
    .map((row) => /^[\da-f]+:\s((?:[\da-fA-F]+ ?)+)/.exec(row)?.[1] ?? '');
  return plainToBytes(rows.join(''));
}

/** `xxd`: hexadecimal, and back with `-r`. */
export const xxd: Program = async (context) => {
  const options = parseOptions(context, { short: 'bc:g:l:ps:ruiE', long: {} });
  const [file = '-'] = options.operands;
  const text = await openFile(context, file).readAll();
  if (options.has('r')) {
    const bytes = options.has('p') ? plainToBytes(text) : dumpToBytes(text);
    await context.stdout.write(textOfBytes(bytes));
    return 0;
  }
  const skip = Number(options.value('s') ?? 0);
  const limit = options.value('l');
  const bytes = bytesOf(text).slice(skip, limit === undefined ? undefined : skip + Number(limit));
  const digits = (byte: number) => {
    const shown = options.has('b') ? byte.toString(2).padStart(8, '0') : hex(byte, 2);
    return options.has('u') ? shown.toUpperCase() : shown;
  };
  const columns = Number(options.value('c') ?? (options.has('b') ? 6 : options.has('p') ? 30 : 16));
  if (options.has('p')) {
    let out = '';
    for (let at = 0; at < bytes.length; at += columns)
      out += `${[...bytes.slice(at, at + columns)].map(digits).join('')}\n`;
    await context.stdout.write(out);
    return 0;
  }
  const group = Number(options.value('g') ?? (options.has('b') ? 1 : 2)) || columns;
  const cell = options.has('b') ? 8 : 2;
  const width = columns * cell + Math.ceil(columns / group);
  let out = '';
  for (let at = 0; at < bytes.length; at += columns) {
    const row = [...bytes.slice(at, at + columns)];
    const cells = row.map((byte, index) => digits(byte) + ((index + 1) % group === 0 ? ' ' : ''));
    out += `${hex(skip + at, 8)}: ${cells.join('').padEnd(width)} ${row.map(visible).join('')}\n`;
  }
  await context.stdout.write(out);
  return 0;
};

/** `hexdump`: words of two bytes; `-C` bytes with their text. */
export const hexdump: Program = async (context) => {
  const options = parseOptions(context, { short: 'Cvn:s:bcdox', long: { canonical: 'C' } });
  const skip = Number(options.value('s') ?? 0);
  const limit = options.value('n');
  const { bytes: all } = await readAll(context, options.operands);
  const bytes = all.slice(skip, limit === undefined ? undefined : skip + Number(limit));
  const canonical = options.has('C') || context.name === 'hd';
  const width = canonical ? 8 : 7;
  let out = '';
  let previous = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.slice(at, at + 16);
    if (row.join() === previous && row.length === 16 && !options.has('v')) {
      if (!starred) out += '*\n';
      starred = true;
      continue;
    }
    [previous, starred] = [row.join(), false];
    if (canonical) {
      const halves = [row.slice(0, 8), row.slice(8)].map((half) =>
        [...half].map((byte) => hex(byte, 2)).join(' '),
      );
      const cells = `${(halves[0] ?? '').padEnd(23)}  ${(halves[1] ?? '').padEnd(23)}`;
      out += `${hex(skip + at, width)}  ${cells}  |${[...row].map(visible).join('')}|\n`;
    } else {
      const cells = Array.from({ length: 8 }, (_, unit) =>
        unit * 2 < row.length ? ` ${hex(unitAt(row, unit * 2, 2), 4)}` : '     ',
      );
      out += `${hex(skip + at, width)}${cells.join('')}\n`;
    }
  }
  if (bytes.length > 0) out += `${hex(skip + bytes.length, width)}\n`;
  await context.stdout.write(out);
  return 0;
};
