import { expect, it } from 'vitest';
import { createClock } from '#kernel/clock.ts';
import { createDriver, StuckError } from './drive.ts';
import { createHostTurn } from './host-turn.ts';

const lab = () => {
  const clock = createClock(0);
  return { clock, driver: createDriver(clock, createHostTurn()) };
};

it('a program that sleeps takes exactly its virtual time', async () => {
  const { clock, driver } = lab();
  const work = (async () => {
    await driver.programs.sleep(1500);
    await driver.programs.sleep(500);
    return driver.programs.now();
  })();
  expect(await driver.runToEnd(work)).toBe(2000);
  expect(clock.now()).toBe(2000);
});

it('programs get their turn before time moves on', async () => {
  const { clock, driver } = lab();
  const seen: string[] = [];
  const tick = (): void => {
    seen.push(`cluster@${clock.now()}`);
    if (clock.now() < 40) clock.after(10, tick);
  };
  clock.after(10, tick);
  const program = (async () => {
    for (let i = 0; i < 3; i += 1) {
      await driver.programs.sleep(15);
      seen.push(`program@${driver.programs.now()}`);
    }
  })();
  await driver.advanceTo(50);
  await program;
  expect(seen.join(' ')).toBe(
    'cluster@10 program@15 cluster@20 cluster@30 program@30 cluster@40 program@45',
  );
});

it('waits of programs are not steps of the cluster', async () => {
  const { clock, driver } = lab();
  await driver.runToEnd(driver.programs.sleep(1000));
  expect(clock.steps).toBe(0);
});

it('a sleep ends early when it is aborted', async () => {
  const { clock, driver } = lab();
  const stop = new AbortController();
  clock.after(100, () => {
    stop.abort(new Error('stopped'));
    driver.pulse();
  });
  await expect(driver.runToEnd(driver.programs.sleep(5000, stop.signal))).rejects.toThrow(
    'stopped',
  );
  expect(clock.now()).toBe(100);
});

it('says so when work waits for what time does not bring', async () => {
  const { driver } = lab();
  await expect(driver.runToEnd(new Promise(() => undefined))).rejects.toThrow(StuckError);
});

it('a program that only spins does not stop time', async () => {
  const { clock, driver } = lab();
  let stop = false;
  clock.after(1000, () => {
    stop = true;
  });
  const spin = (async () => {
    while (!stop) await driver.programs.yield();
  })();
  await driver.runToEnd(spin);
  expect(clock.now()).toBe(1000);
});
