/** Mistakes people make while they type. */
import type { Dice } from './dice.ts';

const strays = [
  '--nope',
  '-z',
  '--',
  '',
  '-',
  '--o',
  '--output',
  '-n',
  '-o',
  '--=x',
  '-=',
  '---x',
  'extra',
  '--namespace',
  '-A=maybe',
  '--selector',
  '-l',
  '--dry-run',
  '-oyaml',
  '-n=',
  '--no-headers=2',
  '--all',
  '--help=false',
];

/** `deployment` ⇒ `deploymnet` */
function misspell(dice: Dice, word: string): string {
  if (word.length < 2) return `${word}x`;
  const at = dice.integer(word.length - 1);
  const [head, first = '', second = '', tail] = [
    word.slice(0, at),
    word[at],
    word[at + 1],
    word.slice(at + 2),
  ];
  return dice.pick([
    `${head}${second}${first}${tail}`,
    `${head}${second}${tail}`,
    `${head}${first}${first}${second}${tail}`,
    `${word}s`,
    word.toUpperCase(),
    word.slice(0, -1),
  ]);
}

type Spoil = (dice: Dice, words: readonly string[]) => readonly string[];

const spoils: readonly Spoil[] = [
  (dice, words) => words.toSpliced(dice.integer(words.length), 1),
  (dice, words) => {
    const at = dice.integer(words.length);
    return words.toSpliced(at, 0, words[at] ?? '');
  },
  (dice, words) => {
    const at = dice.integer(words.length);
    return words.toSpliced(at, 1, misspell(dice, words[at] ?? ''));
  },
  (dice, words) => {
    const at = dice.integer(words.length);
    return words.toSpliced(at, 1, misspell(dice, words[at] ?? ''));
  },
  (dice, words) => words.toSpliced(dice.integer(words.length + 1), 0, dice.pick(strays)),
  (dice, words) => words.toSpliced(dice.integer(words.length + 1), 0, dice.pick(strays)),
  (dice, words) => words.slice(0, 1 + dice.integer(words.length)),
];

/** The line with one mistake in it. */
export const spoil = (dice: Dice, words: readonly string[]): readonly string[] =>
  words.length === 0 ? words : dice.pick(spoils)(dice, words);
