/** What `nano`, `vi` and `kubectl edit` open: an editor in the bench, over the terminal. */
import { type ReactNode, useState } from 'react';
import { useLabState } from '../lab-session/context.tsx';
import type { Editing } from '../lab-session/state.ts';
import type { LineProblem } from './code-mirror.ts';
import { Leaving } from './Leaving.tsx';
import { Problems } from './Problems.tsx';
import { useEditor } from './use-editor.ts';
import './EditorPanel.css';

export function EditorPanel(): ReactNode {
  const editing = useLabState((state) => state.editing);
  return editing ? <OpenFile key={editing.path} editing={editing} /> : null;
}

function OpenFile({ editing }: { readonly editing: Editing }): ReactNode {
  const { path, text, close } = editing;
  const name = path.split('/').at(-1) ?? path;
  const [problems, setProblems] = useState<readonly LineProblem[]>([]);
  const [leaving, setLeaving] = useState(false);
  const { host, editor, isVim, toggleVim } = useEditor(editing, name, {
    setProblems,
    leave: (isForced) => leave(isForced),
  });
  const leave = (isForced = false) => {
    const now = editor.current?.text() ?? text;
    if (isForced || now === text) close(undefined);
    else setLeaving(true);
  };
  const save = () => close(editor.current?.text());
  return (
    <section className="editor-panel" aria-label={`Editor: ${name}`}>
      <div className="editor-head">
        <b>{name}</b>
        <span className="editor-hint">
          <kbd>Ctrl S</kbd> saves, <kbd>Esc</kbd> leaves
        </span>
        <button type="button" className="tool" aria-pressed={isVim} onClick={toggleVim}>
          vi keys
        </button>
        <button type="button" className="tool" onClick={() => leave()}>
          Cancel
        </button>
        <button type="button" className="tool tool-primary" onClick={save}>
          Save
        </button>
      </div>
      {leaving && (
        <Leaving
          onSave={save}
          onDiscard={() => close(undefined)}
          onStay={() => {
            setLeaving(false);
            editor.current?.focus();
          }}
        />
      )}
      <div className="editor-host" ref={host}>
        <pre className="editor-waiting">{text}</pre>
      </div>
      <Problems problems={problems} onGo={(line) => editor.current?.goTo(line)} />
    </section>
  );
}
