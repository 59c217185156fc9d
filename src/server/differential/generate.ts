/** Seeded command lines of kubectl, valid and not. */
import { createDice, type Dice } from './dice.ts';
import type { Line } from './line.ts';
import { spellSome } from './option.ts';
import { spoil } from './spoil.ts';
import { applying } from './verbs/applying.ts';
import { asking } from './verbs/asking.ts';
import { changingVerbs } from './verbs/changing.ts';
import { handling } from './verbs/handling.ts';
import { makingVerbs } from './verbs/making.ts';
import { reading } from './verbs/reading.ts';
import type { Verb } from './verbs/verb.ts';
import { globalOptions } from './vocabulary.ts';

const verbs: readonly Verb[] = [
  ...reading,
  ...asking,
  ...changingVerbs,
  ...handling,
  ...makingVerbs,
  ...applying,
];
const total = verbs.reduce((sum, { weight }) => sum + weight, 0);

function pickVerb(dice: Dice): Verb {
  let rest = dice.integer(total);
  for (const verb of verbs) {
    rest -= verb.weight;
    if (rest < 0) return verb;
  }
  return dice.pick(verbs);
}

const manifests = [
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: piped}\ndata: {a: b}\n',
  'apiVersion: v1\nkind: Pod\nmetadata: {name: piped}\nspec: {containers: [{name: c}]}\n',
  '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"piped"},"data":{"a":1}}',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n',
  'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: wheel}\nspec: {size: big}\n',
  'apiVersion: v1\nkind: Service\nmetadata: {name: Piped}\nspec: {ports: [{port: 0}]}\n',
  'a: [\n',
  '',
  '---\n---\n',
];

/** Lines ask for help, colour or what never ends: other tests hold those. */
const isElsewhere = (words: readonly string[]): boolean =>
  words.some(
    (word) =>
      /^(-h|--help|-w|-it?|-ti?|-i|-t|--watch.*|-f(ollow)?|--follow|help)$/.test(word) &&
      word !== '-f',
  );

/** A deletion that waits: time stands still, so it would for ever. */
const waitsForEver = (words: readonly string[]): boolean =>
  words.includes('delete') && !words.includes('--wait=false');

function wordsOf(dice: Dice): readonly string[] {
  let words = pickVerb(dice).words(dice);
  if (dice.chance(0.05)) words = [...words, ...spellSome(dice, globalOptions, 1)];
  if (dice.chance(0.12)) words = spoil(dice, words);
  return words;
}

/** The line of a seed: the same for ever. */
export function lineOf(seed: number): Line {
  const dice = createDice(seed);
  for (;;) {
    const args = wordsOf(dice);
    if (isElsewhere(args) || waitsForEver(args)) continue;
    return args.includes('-') ||
      args.includes('-f-') ||
      args.some((word) => /^-f=-$|^--filename=-$/.test(word))
      ? { args, stdin: dice.pick(manifests) }
      : { args };
  }
}

/** Lines 0 … count - 1 of a seed. */
export const linesOf = (seed: number, count: number): readonly Line[] =>
  Array.from({ length: count }, (_, at) => lineOf(seed * 1_000_003 + at));
