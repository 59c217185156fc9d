/** `ln`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';

/** This file system has no links, and says so. */
export const ln: Program = async () => {
  throw new ProgramError('this file system has no links: copy the file with cp');
};
