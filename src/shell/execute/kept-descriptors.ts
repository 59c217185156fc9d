/** Descriptors that stay from line to line, and the streams of the line they may stand for. */
import type { Reader, Writer } from '../program.ts';
import type { Descriptor, Descriptors } from './execution.ts';

/** Where a line's streams go. */
export interface ShellStreams {
  readonly stdin: Reader;
  readonly stdout: Writer;
  readonly stderr: Writer;
}

/** A descriptor of the shell; one that stands for a stream of the line is that stream of every line. */
export interface KeptDescriptor extends Descriptor {
  readonly readerOf?: number | undefined;
  readonly writerOf?: number | undefined;
}

/** What is remembered of a descriptor after a line. */
export function kept(descriptor: Descriptor, standard: Descriptors): KeptDescriptor {
  const same = (part: 'reader' | 'writer') =>
    [...standard].find(([, own]) => own[part] !== undefined && own[part] === descriptor[part])?.[0];
  return { ...descriptor, readerOf: same('reader'), writerOf: same('writer') };
}

/** The descriptor for another line. */
export function restored(own: KeptDescriptor, standard: Descriptors): Descriptor {
  const reader = own.readerOf === undefined ? own.reader : standard.get(own.readerOf)?.reader;
  const writer = own.writerOf === undefined ? own.writer : standard.get(own.writerOf)?.writer;
  return { reader, writer, close: own.close };
}

/** 0, 1 and 2. */
export function standardDescriptors(io: ShellStreams): Descriptors {
  return new Map<number, Descriptor>([
    [0, { reader: io.stdin }],
    [1, { writer: io.stdout }],
    [2, { writer: io.stderr }],
  ]);
}
