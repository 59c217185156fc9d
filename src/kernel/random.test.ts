import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('random', () => {
  it('gives the same for the same seed', () => {
    const [a, b] = [createRandom(7), createRandom(7)];
    expect([a.next(), a.uid(), a.suffix(5)]).toEqual([b.next(), b.uid(), b.suffix(5)]);
    expect(createRandom(8).uid()).not.toBe(createRandom(7).uid());
  });

  it('forks by name, whatever was drawn before', () => {
    const drawn = createRandom(7);
    drawn.next();
    expect(drawn.fork('x').uid()).toBe(createRandom(7).fork('x').uid());
    expect(drawn.fork('x').uid()).not.toBe(drawn.fork('y').uid());
  });

  it('speaks the shapes Kubernetes uses', () => {
    const random = createRandom(1);
    for (let i = 0; i < 100; i += 1) {
      expect(random.uid()).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(random.suffix(5)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
      expect(random.integer(3)).toBeLessThan(3);
    }
  });
});
