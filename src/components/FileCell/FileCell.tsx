/** A file of the learner's home, shown in the lesson and editable there. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Editor } from '../EditorPanel/code-mirror.ts';
import { helpOf } from '../EditorPanel/use-editor.ts';
import { useLab, useLabState } from '../lab-session/context.tsx';
import './FileCell.css';

interface Props {
  /** Its name in the home folder. */
  readonly path: string;
  readonly text: string;
}

export function FileCell({ path, text }: Props): ReactNode {
  const lab = useLab();
  const epoch = useLabState((state) => (state.phase === 'ready' ? state.epoch : 0));
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const [changed, setChanged] = useState(false);
  const starting = epoch === 0;

  useEffect(() => {
    if (starting || !host.current) return;
    const parent = host.current;
    let made: Editor | undefined;
    let gone = false;
    const onChange = (now: string) => {
      setChanged(now !== text);
      void lab.use((api) => api.writeFile(path, now));
    };
    void import(/* webpackChunkName: "editor" */ '../EditorPanel/code-mirror.ts').then((module) => {
      if (gone) return;
      const help = helpOf(lab);
      made = module.createEditor({ parent, text, label: `File ${path}`, onChange, help });
      setEditor(made);
    });
    return () => {
      gone = true;
      made?.destroy();
      setEditor(undefined);
    };
  }, [starting, lab, path, text]);

  useEffect(() => {
    if (epoch === 0) return;
    const show = (now: string) => {
      setChanged(now !== text);
      if (editor && editor.text() !== now) editor.replace(now);
    };
    const bring = async () => {
      const now = await lab.use((api) => api.readFile(path));
      if (now === undefined) await lab.use((api) => api.writeFile(path, text));
      show(now ?? text);
    };
    void bring();
    return lab.onFile((file) => {
      if (file === path || file.endsWith(`/${path}`)) void bring();
    });
  }, [epoch, editor, lab, path, text]);

  const restore = () => {
    editor?.replace(text);
    setChanged(false);
    void lab.use((api) => api.writeFile(path, text));
  };
  return (
    <section className="file-cell" aria-label={`File ${path}`}>
      <div className="file-head">
        <code>{path}</code>
        <span className="cell-meta" role="status">
          {changed ? 'edited, saved' : 'in your home folder'}
        </span>
        {changed && (
          <button type="button" className="cell-peek" onClick={restore}>
            Restore
          </button>
        )}
      </div>
      <div className="file-text" ref={host}>
        {!editor && <pre className="file-still">{text}</pre>}
      </div>
    </section>
  );
}
