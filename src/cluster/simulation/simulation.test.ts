/** Random people and misfortunes over the fixed list of seeds: no invariant breaks, all come to rest. */
import { expect, it } from 'vitest';
import { eventsPerSeed, found, seeds } from './seeds.ts';
import { simulate } from './simulate.ts';

/** Seeds run in so many tests, so that a failure names a part and a hang is noticed. */
const parts = 10;
/** `npm run check` tries an eighth of them: the inner loop is to be short. */
const tried = process.env['QUICK'] ? seeds.filter((seed) => seed % 8 === 0) : seeds;
const partOf = (part: number): readonly number[] =>
  tried.filter((_, at) => Math.floor((at * parts) / tried.length) === part);

it.each(Array.from({ length: parts }, (_, part) => part))(
  'part %i of the seeds holds every invariant',
  (part) => {
    for (const seed of partOf(part)) {
      try {
        simulate(seed, eventsPerSeed);
      } catch (error) {
        const how = `npm run simulate -- --seed ${seed} --events ${eventsPerSeed}`;
        throw new Error(`seed ${seed} fails; replay it with: ${how}`, { cause: error });
      }
    }
  },
  60_000,
);

it('a seed that ever failed is run again', () => {
  for (const seed of Object.keys(found).map(Number)) expect(seeds).toContain(seed);
});

it('one seed has one history', () => {
  const [a, b] = [simulate(3, 15), simulate(3, 15)];
  expect(a).toEqual(b);
  expect(simulate(4, 15).traceHash).not.toBe(a.traceHash);
});
