/** Asks what becomes of changes that are not saved. */
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onStay: () => void;
}

export function Leaving({ onSave, onDiscard, onStay }: Props): ReactNode {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      className="editor-leaving"
      role="alertdialog"
      aria-label="Unsaved changes"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onStay();
      }}
    >
      <span>Save your changes?</span>
      <button type="button" className="tool tool-primary" ref={first} onClick={onSave}>
        Save
      </button>
      <button type="button" className="tool" onClick={onDiscard}>
        Discard
      </button>
      <button type="button" className="tool" onClick={onStay}>
        Keep editing
      </button>
    </div>
  );
}
