/** Ctrl-F in a terminal: finds text in everything it has shown. */
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Icon } from './icons.tsx';
import type { Matches } from './screen/search.ts';
import { useSignal } from './use-screen.ts';
import type { TerminalScreen } from './xterm-screen.ts';

export function FindBar({ screen }: { readonly screen: TerminalScreen }): ReactNode {
  const [opened, setOpened] = useState(0);
  const open = useCallback(() => setOpened((times) => times + 1), []);
  useSignal(screen, 'find', open);
  if (opened === 0) return null;
  const close = () => {
    setOpened(0);
    screen.search.end();
    screen.focus();
  };
  return <OpenBar screen={screen} opened={opened} onClose={close} />;
}

interface OpenProps {
  readonly screen: TerminalScreen;
  /** Grows each time it is asked for again: the field takes the focus. */
  readonly opened: number;
  readonly onClose: () => void;
}

function OpenBar({ screen, opened, onClose }: OpenProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [term, setTerm] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [matches, setMatches] = useState<Matches>({ at: 0, count: 0 });
  const { search } = screen;
  useEffect(() => search.onMatches(setMatches), [search]);
  useEffect(() => {
    if (opened > 0) field.current?.select();
  }, [opened]);
  useEffect(() => search.restart(term, matchCase), [search, term, matchCase]);
  const older = () => search.older(term, matchCase);
  const newer = () => search.newer(term, matchCase);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === field.current)
      (event.shiftKey ? newer : older)();
    else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey))
      field.current?.select();
    else return;
    event.preventDefault();
  };
  return (
    <search className="find-bar" aria-label="Find in the terminal" onKeyDown={onKeyDown}>
      <input
        ref={field}
        value={term}
        onChange={(event) => setTerm(event.target.value)}
        aria-label="Find"
        placeholder="Find"
        autoComplete="off"
        spellCheck={false}
      />
      <span className="find-count" role="status">
        {term !== '' && countOf(matches)}
      </span>
      <button
        type="button"
        className="find-tool"
        aria-pressed={matchCase}
        aria-label="Match case"
        title="Match case"
        onClick={() => setMatchCase(!matchCase)}
      >
        Aa
      </button>
      <FindButton label="Older match" keys="Enter" icon="up" onClick={older} />
      <FindButton label="Newer match" keys="Shift Enter" icon="down" onClick={newer} />
      <FindButton label="Close" keys="Esc" icon="close" onClick={onClose} />
    </search>
  );
}

/** Counted from the top, as one reads: "3 of 7". */
function countOf({ at, count }: Matches): string {
  if (count === 0) return 'No matches';
  return at === 0 ? `${count} matches` : `${at} of ${count}`;
}

interface ButtonProps {
  readonly label: string;
  readonly keys: string;
  readonly icon: 'up' | 'down' | 'close';
  readonly onClick: () => void;
}

function FindButton({ label, keys, icon, onClick }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="find-tool"
      aria-label={label}
      title={`${label} (${keys})`}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
