import { expect, it } from 'vitest';
import { createBenchAhead } from './bench-ahead.ts';
import type { Lab } from './create-lab.ts';

it('gives the lab made ahead to the first who asks for the same, and to nobody else', async () => {
  const made: string[] = [];
  const ahead = createBenchAhead((request) => {
    made.push(JSON.stringify(request));
    return Promise.resolve({ number: made.length } as unknown as Lab);
  });
  const web = { options: { nodes: 3, start: 'kind: Pod' } };
  ahead.prepare(JSON.parse(JSON.stringify(web)));
  expect(await ahead.take(web)).toEqual({ number: 1 });
  expect(await ahead.take(web)).toEqual({ number: 2 });
  ahead.prepare(web);
  expect(await ahead.take({ options: { nodes: 1 } })).toEqual({ number: 4 });
  expect(await ahead.take(web)).toEqual({ number: 5 });
});

it('tells the one who takes it that it could not be made', async () => {
  const ahead = createBenchAhead(() => Promise.reject(new Error('no such kind')));
  ahead.prepare({});
  await expect(ahead.take({})).rejects.toThrow('no such kind');
});
