/** Two terminals where there is room for one: a tab for each. */
import type { KeyboardEvent, ReactNode } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { Icon } from './icons.tsx';
import { Pane } from './Pane.tsx';

const tabId = (key: number): string => `terminal-tab-${key}`;

export function PaneTabs({ panes }: { readonly panes: readonly number[] }): ReactNode {
  const lab = useLab();
  const active = useLabState((state) => state.active);
  const number = panes.indexOf(active) + 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = panes.find((key) => key !== active) ?? active;
    lab.panes.activate(other);
    document.getElementById(tabId(other))?.focus();
  };
  return (
    <div className="pane-tabs">
      <div className="pane-tab-bar">
        <div role="tablist" aria-label="Terminals" onKeyDown={onKeyDown}>
          {panes.map((key, at) => (
            <button
              key={key}
              id={tabId(key)}
              type="button"
              role="tab"
              aria-selected={key === active}
              aria-controls="terminal-tab-panel"
              tabIndex={key === active ? 0 : -1}
              onClick={() => lab.panes.activate(key)}
            >
              Terminal {at + 1}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="pane-close"
          aria-label={`Close terminal ${number}`}
          onClick={() => lab.panes.close(active)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div
        id="terminal-tab-panel"
        className="pane-tab-panel"
        role="tabpanel"
        aria-labelledby={tabId(active)}
      >
        <Pane key={active} paneKey={active} number={number} named={false} />
      </div>
    </div>
  );
}
