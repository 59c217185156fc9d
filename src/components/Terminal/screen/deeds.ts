/** What the terminal's own keys do. */
import type { Terminal } from '@xterm/xterm';
import type { LabSession } from '../../lab-session/session.ts';
import { copyText } from './clipboard.ts';
import { deedOf, type KeyDeed } from './key-bindings.ts';
import type { OutputDeeds } from './output-deeds.ts';
import type { Signals } from './screen-signals.ts';

/** A deed for each of those keys. */
export type Deeds = Readonly<Record<KeyDeed, () => void>>;

export function deedsOf(
  terminal: Terminal,
  lab: LabSession,
  outputs: OutputDeeds,
  signals: Signals,
): Deeds {
  return {
    find: () => signals.tell({ type: 'find' }),
    'copy-output': () => void outputs.copy(),
    'older-output': () => outputs.older(),
    'newer-output': () => outputs.newer(),
    names: () => void outputs.names(),
    split: () => void lab.panes.split(),
    other: () => lab.panes.focusOther(),
    copy: () => {
      void copyText(terminal.getSelection());
      terminal.clearSelection();
    },
    // The browser pastes, as it would into any field.
    paste: () => undefined,
  };
}

/** Esc then Tab leaves the terminal; its own keys do what they say; every other key is the shell's. */
export function createKeyFilter(
  terminal: Terminal,
  deeds: Deeds,
): (event: KeyboardEvent) => boolean {
  let leaving = false;
  const isMac = navigator.platform.startsWith('Mac');
  return (event) => {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Tab' && leaving) return false;
    if (event.key !== 'Shift') leaving = event.key === 'Escape';
    const isFullScreen = terminal.buffer.active.type === 'alternate';
    const hasSelection = terminal.hasSelection();
    const deed = deedOf(event, { hasSelection, isFullScreen, isMac });
    if (!deed) return true;
    if (deed !== 'paste') event.preventDefault();
    deeds[deed]();
    return false;
  };
}
