import { expect, it } from 'vitest';
import { deedOf } from './key-bindings.ts';

const calm = { hasSelection: false, isFullScreen: false, isMac: false };

/** "ctrl shift KeyO" ⇒ such a key event; a single letter is the key itself. */
function press(keys: string): KeyboardEvent {
  const words = keys.split(' ');
  const last = words.at(-1) ?? '';
  const has = (name: string): boolean => words.slice(0, -1).includes(name);
  return {
    key: last.replace('Key', '').toLowerCase(),
    code: last.length === 1 ? `Key${last.toUpperCase()}` : last,
    ctrlKey: has('ctrl'),
    shiftKey: has('shift'),
    altKey: has('alt'),
    metaKey: has('meta'),
  } as KeyboardEvent;
}

it.each([
  ['ctrl f', calm, 'find'],
  ['ctrl f', { ...calm, isFullScreen: true }, undefined],
  ['meta f', { ...calm, isMac: true }, 'find'],
  ['meta f', calm, undefined],
  ['f', calm, undefined],
  ['alt f', calm, undefined],
  ['ctrl c', calm, undefined],
  ['ctrl c', { ...calm, hasSelection: true }, 'copy'],
  ['ctrl c', { ...calm, hasSelection: true, isMac: true }, undefined],
  ['ctrl shift KeyC', calm, 'copy'],
  ['ctrl v', calm, 'paste'],
  ['ctrl shift KeyV', calm, 'paste'],
  ['ctrl shift KeyO', calm, 'copy-output'],
  ['ctrl shift KeyL', calm, 'names'],
  ['ctrl shift Digit5', calm, 'split'],
  ['ctrl shift ArrowLeft', calm, 'other'],
  ['ctrl shift ArrowUp', calm, 'older-output'],
  ['ctrl shift ArrowDown', calm, 'newer-output'],
  ['ctrl ArrowLeft', calm, undefined],
  ['ctrl r', calm, undefined],
])('%s in %o means %s', (keys, situation, deed) => {
  expect(deedOf(press(keys), situation)).toBe(deed);
});
