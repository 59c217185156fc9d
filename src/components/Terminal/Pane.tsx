/** One terminal on the bench, with what belongs to it: its bar, find, copy, names. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { CopyOutput } from './CopyOutput.tsx';
import { FindBar } from './FindBar.tsx';
import { Icon } from './icons.tsx';
import { NameMenu } from './NameMenu.tsx';
import { Said } from './Said.tsx';
import { useScreen } from './use-screen.ts';
import type { TerminalScreen } from './xterm-screen.ts';

interface Props {
  readonly paneKey: number;
  /** Its place among the terminals, from 1, and whether it says so. */
  readonly number: number;
  readonly named: boolean;
}

export function Pane({ paneKey, number, named }: Props): ReactNode {
  const pane = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const phase = useLabState((state) => state.phase);
  const active = useLabState((state) => state.active === paneKey);
  const screen = useScreen(paneKey, host);
  return (
    <div
      ref={pane}
      className="pane"
      data-active={active}
      {...(named ? { role: 'group', 'aria-label': `Terminal ${number}` } : {})}
    >
      {named && <PaneBar paneKey={paneKey} number={number} screen={screen} />}
      <div className="terminal-host" ref={host} data-phase={phase} />
      {screen && (
        <>
          <CopyOutput screen={screen} pane={pane} />
          <FindBar screen={screen} />
          <NameMenu screen={screen} />
          <Said screen={screen} />
        </>
      )}
    </div>
  );
}

interface BarProps {
  readonly paneKey: number;
  readonly number: number;
  readonly screen: TerminalScreen | undefined;
}

/** Which terminal it is, what runs in it, and how to close it. */
function PaneBar({ paneKey, number, screen }: BarProps): ReactNode {
  const lab = useLab();
  const running = useRunning(screen);
  return (
    <div className="pane-bar">
      <b>Terminal {number}</b>
      <code>{running}</code>
      <button
        type="button"
        className="pane-close"
        aria-label={`Close terminal ${number}`}
        title="Close (or type exit)"
        onClick={() => lab.panes.close(paneKey)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The command that runs in a terminal now. */
function useRunning(screen: TerminalScreen | undefined): string | undefined {
  const [running, setRunning] = useState<string>();
  useEffect(() => {
    if (!screen) return;
    const look = () => setRunning(screen.outputs.running());
    look();
    return screen.outputs.onChange(look);
  }, [screen]);
  return running;
}
