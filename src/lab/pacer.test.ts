import { expect, it } from 'vitest';
import { createClock } from '#kernel/clock.ts';
import { createDriver } from './drive.ts';
import { createHostTurn } from './host-turn.ts';
import { createPacer } from './pacer.ts';

/** A pacer whose real time is set by hand. */
function bench() {
  const clock = createClock(0);
  const turn = createHostTurn();
  const real = { ms: 0 };
  const pacer = createPacer(createDriver(clock, turn), clock.now, () => real.ms, turn);
  const pass = async (ms: number): Promise<void> => {
    real.ms += ms;
    await pacer.tick();
  };
  return { clock, pacer, pass };
}

it('virtual time is real time times the speed', async () => {
  const { clock, pacer, pass } = bench();
  await pass(16);
  expect(clock.now()).toBe(16);
  pacer.setSpeed(100);
  await pass(10);
  expect(clock.now()).toBe(1016);
});

it('stands still while paused, and does not catch up afterwards', async () => {
  const { clock, pacer, pass } = bench();
  pacer.pause();
  await pass(500);
  expect(clock.now()).toBe(0);
  pacer.resume();
  await pass(16);
  expect(clock.now()).toBe(16);
});

it('a laptop that slept for an hour wakes up a second later', async () => {
  const { clock, pass } = bench();
  await pass(3_600_000);
  expect(clock.now()).toBe(1000);
});

it('skips until enough has happened, even while paused, and never further', async () => {
  const { clock, pacer, pass } = bench();
  let seen = 0;
  clock.after(300_000, () => {
    seen += 1;
  });
  pacer.pause();
  const skipped = pacer.skip(() => seen > 0, 3_600_000);
  expect(pacer.skipping).toBe(true);
  while (pacer.skipping) await pass(1);
  await skipped;
  expect(clock.now()).toBe(300_000);
  await pass(16);
  expect(clock.now()).toBe(300_000);
});

it('a skip for what never happens ends at its limit', async () => {
  const { clock, pacer, pass } = bench();
  const skipped = pacer.skip(() => false, 60_000);
  while (pacer.skipping) await pass(1);
  await skipped;
  expect(clock.now()).toBe(60_000);
});
