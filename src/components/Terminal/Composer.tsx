/** A field and a button for touch screens, where keys like Tab and Ctrl are missing. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLab } from '../lab-session/context.tsx';

/** Keys that a phone's keyboard lacks, as a terminal sends them. */
const keys = [
  { name: 'Tab', data: '\t' },
  { name: '↑', data: '\x1b[A', label: 'Previous command' },
  { name: 'Ctrl C', data: '\x03' },
  { name: 'Esc', data: '\x1b' },
];

export function Composer(): ReactNode {
  const lab = useLab();
  const [line, setLine] = useState('');
  const run = (event: FormEvent) => {
    event.preventDefault();
    void lab.input(`${line}\r`);
    setLine('');
  };
  return (
    <form className="composer" onSubmit={run}>
      <div className="composer-keys">
        {keys.map(({ name, data, label }) => (
          <button
            key={name}
            type="button"
            className="terminal-tool"
            aria-label={label ?? name}
            onClick={() => void lab.input(data)}
          >
            {name}
          </button>
        ))}
      </div>
      <input
        className="composer-line"
        value={line}
        onChange={(event) => setLine(event.target.value)}
        aria-label="Command"
        placeholder="kubectl get pods"
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
      />
      <button type="submit" className="tool tool-primary">
        Run
      </button>
    </form>
  );
}
