/** What the terminal says in passing: "Copied 12 lines". */
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useSignal } from './use-screen.ts';
import type { TerminalScreen } from './xterm-screen.ts';

const shownMs = 2200;

export function Said({ screen }: { readonly screen: TerminalScreen }): ReactNode {
  const [said, setSaid] = useState({ text: '', at: 0 });
  const hear = useCallback(
    ({ text }: { readonly text: string }) => setSaid(({ at }) => ({ text, at: at + 1 })),
    [],
  );
  useSignal(screen, 'said', hear);
  useEffect(() => {
    if (said.text === '') return;
    const timer = setTimeout(() => setSaid(({ at }) => ({ text: '', at })), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <p className="terminal-said" role="status">
      {said.text}
    </p>
  );
}
