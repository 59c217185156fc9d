/** Padding is told apart from what cells say. */
import { expect, it } from 'vitest';
import { paddingOf } from './padding.ts';

const recorded = `NAME                   READY   STATUS    AGE
web-69fdbcb7c9-8vptk   1/1     Running   5s
box                    2/2     Running   12m
`;

it.each([
  [
    'other names and ages',
    'NAME     READY   STATUS    AGE\nweb-xz   1/1     Running   5m31s\nb        2/2     Running   1s\n',
    true,
  ],
  [
    'two spaces between columns',
    'NAME    READY  STATUS   AGE\nweb-xz  1/1    Running  5s\nb       2/2    Running  1s\n',
    false,
  ],
  ['spaces at the end', `${recorded.trimEnd()}   \n`, false],
  ['a column out of line', recorded.replace('box                 ', 'box                '), false],
])('%s', (_, text, same) => {
  expect(paddingOf(text).join() === paddingOf(recorded).join()).toBe(same);
});

it('tells trailing spaces of a padded last column', () => {
  const table = '  Type    Status\n  Ready   True \n';
  expect(paddingOf(table)).not.toEqual(paddingOf(table.replace('True ', 'True')));
});
