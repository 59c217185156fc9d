/** The map's first line: what there is, said aloud when it changes, and the switch to the table. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Snapshot } from '#lab/lab.ts';
import { summarise } from './summary.ts';

interface Props {
  readonly snapshot: Snapshot;
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
}

export function MapHead({ snapshot, table, onTable }: Props): ReactNode {
  const summary = summarise(snapshot);
  return (
    <div className="map-head">
      <p className="map-summary">{summary}</p>
      <p className="visually-hidden" role="status">
        {useCalm(summary)}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons in a row are no form fieldset */}
      <div className="segments" role="group" aria-label="Show the cluster as">
        <button type="button" className="tool" aria-pressed={!table} onClick={() => onTable(false)}>
          Map
        </button>
        <button type="button" className="tool" aria-pressed={table} onClick={() => onTable(true)}>
          Table
        </button>
      </div>
    </div>
  );
}

/** The text once it has stood still for a second, so that a screen reader hears ends, not steps. */
function useCalm(text: string): string {
  const [calm, setCalm] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), 1000);
    return () => clearTimeout(timer);
  }, [text]);
  return calm;
}
