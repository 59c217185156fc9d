import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';

describe('clock', () => {
  it('runs timers in order of due time, ties in order of asking', () => {
    const clock = createClock(1000);
    const seen: string[] = [];
    clock.after(20, () => seen.push(`c@${clock.now()}`));
    clock.after(10, () => seen.push(`a@${clock.now()}`));
    clock.after(10, () => seen.push(`b@${clock.now()}`));
    clock.advanceTo(1030);
    expect(seen).toEqual(['a@1010', 'b@1010', 'c@1020']);
    expect(clock.now()).toBe(1030);
    expect(clock.steps).toBe(3);
  });

  it('never runs a cancelled timer, nor counts it', () => {
    const clock = createClock(0);
    clock.after(5, () => expect.unreachable()).cancel();
    expect(clock.nextDueMs()).toBeUndefined();
    expect(clock.step()).toBe(false);
    expect(clock.steps).toBe(0);
  });

  it('does not go back', () => {
    const clock = createClock(100);
    clock.advanceTo(50);
    expect(clock.now()).toBe(100);
    clock.after(-10, () => expect(clock.now()).toBe(100));
    expect(clock.step()).toBe(true);
  });

  it('runs what a timer asks for, at once when it is due', () => {
    const clock = createClock(0);
    const seen: number[] = [];
    clock.after(1, () => clock.after(0, () => seen.push(clock.now())));
    clock.advanceTo(1);
    expect(seen).toEqual([1]);
  });

  it('is a stable sort of what it was asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (delays) => {
        const clock = createClock(0);
        const seen: [number, number][] = [];
        for (const [i, delay] of delays.entries()) clock.after(delay, () => seen.push([delay, i]));
        clock.advanceTo(50);
        const want = delays.map((delay, i): [number, number] => [delay, i]);
        expect(seen).toEqual(want.sort((a, b) => a[0] - b[0]));
      }),
    );
  });
});
