/** The buttons over the terminal: split, more, start over. */
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { Icon } from './icons.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { loadScreen } from './load-screen.ts';
import { Menu, type MenuItem } from './Menu.tsx';
import { stepFontSize } from './screen/font-size.ts';
import type { KeyDeed } from './screen/key-bindings.ts';
import type { Point } from './screen/screen-signals.ts';

export function TerminalTools(): ReactNode {
  const lab = useLab();
  const phase = useLabState((state) => state.phase);
  const isSplit = useLabState((state) => state.panes.length > 1);
  const off = phase === 'starting' || phase === 'idle';
  return (
    <>
      {!isSplit && (
        <button
          type="button"
          className="terminal-tool"
          title="A second terminal (Ctrl Shift 5)"
          disabled={off}
          onClick={() => lab.panes.split()}
        >
          <Icon name="split" /> Split
        </button>
      )}
      <MoreTools />
      <button
        type="button"
        className="terminal-tool"
        disabled={off}
        onClick={() => lab.startOver()}
      >
        Start over
      </button>
    </>
  );
}

/** What is needed now and then, each with the key that does the same. */
function MoreTools(): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<Point>();
  const [keysShown, setKeysShown] = useState(false);
  const close = useCallback((refocus: boolean) => {
    setAt(undefined);
    if (refocus) button.current?.focus();
  }, []);
  const toggle = () => {
    const box = button.current?.getBoundingClientRect();
    setAt(at || !box ? undefined : { x: box.left, y: box.bottom + 4 });
  };
  const items = useItems(close, () => setKeysShown(true));
  return (
    <>
      <button
        ref={button}
        type="button"
        className="terminal-tool terminal-more"
        aria-haspopup="menu"
        aria-expanded={at !== undefined}
        aria-label="More of the terminal"
        title="Find, copy, names, letters, keys"
        onClick={toggle}
      >
        <Icon name="more" />
      </button>
      {at && (
        <Menu label="Terminal" items={items} at={at} takesFocus opener={button} onClose={close} />
      )}
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </>
  );
}

function useItems(close: (refocus: boolean) => void, showKeys: () => void): readonly MenuItem[] {
  const lab = useLab();
  const inTerminal = (deed: KeyDeed) => () => {
    close(false);
    void loadScreen().then(({ terminalScreen }) => {
      const screen = terminalScreen(lab, lab.state().active);
      screen.focus();
      screen.deed(deed);
    });
  };
  return [
    { label: 'Find', hint: 'Ctrl F', act: inTerminal('find') },
    { label: 'Copy the last output', hint: 'Ctrl Shift O', act: inTerminal('copy-output') },
    { label: 'Names in the last output', hint: 'Ctrl Shift L', act: inTerminal('names') },
    { label: 'Larger letters', act: () => stepFontSize(1) },
    { label: 'Smaller letters', act: () => stepFontSize(-1) },
    { label: 'Usual letters', act: () => stepFontSize(0) },
    {
      label: 'All keys',
      act: () => {
        close(true);
        showKeys();
      },
    },
  ];
}
