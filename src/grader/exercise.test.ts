import { expect, it } from 'vitest';
import { parseExercise } from './exercise.ts';

const good = `
title: Fix the image
lesson: rollouts
goal: Three replicas.
checks:
  - { that: three, observe: pods().size(), equals: 3, evidence: kubectl get pods }
hints: [look]
`;

it('reads an exercise', () => {
  expect(parseExercise(good).checks[0]?.equals).toBe(3);
});

it.each([
  ['a field nobody knows', good.replace('lesson:', 'leson:'), /leson|lesson/],
  ['no expectation', good.replace('equals: 3, ', ''), /"three" needs equals, atLeast or atMost/],
  ['a time that is none', good.replace('equals: 3', 'equals: 3, when: sometimes'), /when/],
  ['text that is not YAML', 'title: [', /exercise.yaml/],
  ['nothing', '', /exercise.yaml/],
])('names the mistake: %s', (_, text, message) => {
  expect(() => parseExercise(text)).toThrow(message);
});
