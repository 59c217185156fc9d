/** What `nano` and `kubectl edit` open: an editor in the bench, over the terminal. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLabState } from '../lab-session/context.tsx';
import type { Editing } from '../lab-session/state.ts';
import type { Editor } from './code-mirror.ts';
import './EditorPanel.css';

export function EditorPanel(): ReactNode {
  const editing = useLabState((state) => state.editing);
  return editing ? <OpenFile key={editing.path} editing={editing} /> : null;
}

function OpenFile({ editing }: { readonly editing: Editing }): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const name = editing.path.split('/').at(-1) ?? editing.path;
  useEffect(() => {
    let made: Editor | undefined;
    let gone = false;
    void import(/* webpackChunkName: "editor" */ './code-mirror.ts').then(({ createEditor }) => {
      if (gone || !host.current) return;
      made = createEditor({
        parent: host.current,
        label: `Text of ${name}`,
        text: editing.text,
        lineNumbers: true,
        onSave: editing.close,
        onCancel: () => editing.close(undefined),
      });
      setEditor(made);
      made.focus();
    });
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [editing, name]);
  return (
    <section className="editor-panel" aria-label={`Editor: ${name}`}>
      <div className="editor-head">
        <b>{name}</b>
        <span className="editor-hint">
          <kbd>Ctrl S</kbd> saves, <kbd>Esc</kbd> cancels
        </span>
        <button type="button" className="tool" onClick={() => editing.close(undefined)}>
          Cancel
        </button>
        <button
          type="button"
          className="tool tool-primary"
          disabled={!editor}
          onClick={() => editing.close(editor?.text())}
        >
          Save
        </button>
      </div>
      <div className="editor-host" ref={host}>
        {!editor && <pre className="editor-waiting">{editing.text}</pre>}
      </div>
    </section>
  );
}
