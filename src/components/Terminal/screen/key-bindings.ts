/** Keys that mean something to the terminal itself; every other key is the shell's. */

/** What such a key asks for. */
export type KeyDeed =
  | 'find'
  | 'copy-output'
  | 'older-output'
  | 'newer-output'
  | 'names'
  | 'split'
  | 'other'
  | 'copy'
  | 'paste';

interface Binding {
  readonly deed: KeyDeed;
  /** As the key's place on the keyboard; with Ctrl and Shift. */
  readonly codes: readonly string[];
}

const withCtrlShift: readonly Binding[] = [
  { deed: 'copy', codes: ['KeyC'] },
  { deed: 'paste', codes: ['KeyV'] },
  { deed: 'copy-output', codes: ['KeyO'] },
  { deed: 'names', codes: ['KeyL'] },
  { deed: 'split', codes: ['Digit5'] },
  { deed: 'other', codes: ['ArrowLeft', 'ArrowRight'] },
  { deed: 'older-output', codes: ['ArrowUp'] },
  { deed: 'newer-output', codes: ['ArrowDown'] },
];

/** What the filter must know of the terminal. */
export interface KeySituation {
  readonly hasSelection: boolean;
  /** A full-screen program such as less has keys of its own. */
  readonly isFullScreen: boolean;
  readonly isMac: boolean;
}

/** What a key that went down asks of the terminal; undefined for the shell's keys. */
export function deedOf(event: KeyboardEvent, situation: KeySituation): KeyDeed | undefined {
  const { hasSelection, isFullScreen, isMac } = situation;
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  if (altKey) return undefined;
  if (ctrlKey && shiftKey && !metaKey)
    return withCtrlShift.find(({ codes }) => codes.includes(event.code))?.deed;
  const ctrl = ctrlKey && !shiftKey && !metaKey;
  const command = isMac && metaKey && !shiftKey && !ctrlKey;
  const letter = event.key.toLowerCase();
  if (letter === 'f' && (ctrl || command)) return isFullScreen ? undefined : 'find';
  // A Mac copies and pastes with Cmd, which the browser sees to: Ctrl-C is always an interrupt there.
  if (!ctrl || isMac) return undefined;
  if (letter === 'c' && hasSelection) return 'copy';
  return letter === 'v' ? 'paste' : undefined;
}
