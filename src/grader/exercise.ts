/** An exercise as its folder says it (design §4), read with every mistake named. */
import { Validator } from '@cfworker/json-schema';
import { parse } from 'yaml';
import schema from './exercise.schema.json';

/** When a check's observation must hold. `within 30s` counts from the exercise's start. */
export type When = 'now' | 'always' | 'ever' | `within ${string}`;

/** One check: an observation (CEL over the cluster) and what it must be. */
export interface Check {
  readonly that: string;
  readonly observe: string;
  readonly equals?: string | number | boolean;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly when?: When;
  /** The command that shows it. */
  readonly evidence: string;
}

/** A wrong idea, recognised by a CEL condition, and what to say to who has it. */
export interface Misconception {
  readonly name: string;
  readonly when: string;
  readonly say: string;
}

export interface Exercise {
  readonly title: string;
  readonly lesson: string;
  readonly goal: string;
  readonly minutes?: number;
  readonly nodes?: number;
  readonly checks: readonly Check[];
  readonly hints: readonly string[];
  readonly misconceptions?: readonly Misconception[];
}

/** exercise.yaml says something it may not; the message names each place. */
export class ExerciseError extends Error {
  override name = 'ExerciseError';
}

const validator = new Validator(schema as object, '2020-12', false);

/** Reads exercise.yaml. Throws ExerciseError naming every field that is wrong. */
export function parseExercise(text: string): Exercise {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new ExerciseError(`exercise.yaml: ${(error as Error).message}`);
  }
  const { valid, errors } = validator.validate(value);
  if (!valid) {
    const lines = errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
    throw new ExerciseError(`exercise.yaml: ${lines.join('\n')}`);
  }
  const exercise = value as Exercise;
  for (const check of exercise.checks) {
    if (check.equals === undefined && check.atLeast === undefined && check.atMost === undefined) {
      throw new ExerciseError(`exercise.yaml: "${check.that}" needs equals, atLeast or atMost`);
    }
  }
  return exercise;
}
