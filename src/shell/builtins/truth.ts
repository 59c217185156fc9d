/** `true`, `:`, `false`. */
import type { Builtin } from './builtin.ts';

/** 0. */
export const trueCommand: Builtin = () => 0;

/** 1. */
export const falseCommand: Builtin = () => 1;
