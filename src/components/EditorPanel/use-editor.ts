/** An editor for one file, for as long as it is open. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ManifestHelp } from '#lab/manifest/help.ts';
import { useLab } from '../lab-session/context.tsx';
import type { LabSession } from '../lab-session/session.ts';
import type { Editing } from '../lab-session/state.ts';
import type { Editor, LineProblem } from './code-mirror.ts';
import { rememberVimKeys, vimKeys, wantsVimKeys } from './vim-keys.ts';

/** What the editor tells its panel. */
interface Told {
  setProblems(problems: readonly LineProblem[]): void;
  leave(isForced: boolean): void;
}

/** Files that hold manifests by their names; what has no ending may be one. */
const isManifest = (name: string): boolean => /\.(ya?ml|json)$/.test(name) || !name.includes('.');

/** The help of the lab on the bench. */
export const helpOf = (lab: LabSession): ManifestHelp => ({
  complete: (text, offset) => lab.use((api) => api.completeManifest(text, offset)),
  explain: (text, offset) => lab.use((api) => api.explainManifest(text, offset)),
  lint: (text) => lab.use((api) => api.lintManifest(text)),
});

const same = (a: readonly LineProblem[], b: readonly LineProblem[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => one.line === b[at]?.line && one.message === b[at]?.message);

/** Makes the editor inside `host` when its code has come. */
export function useEditor(
  { path, text, close }: Editing,
  name: string,
  told: Told,
): {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly editor: RefObject<Editor | undefined>;
  readonly isVim: boolean;
  toggleVim(): void;
} {
  const lab = useLab();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const latest = useRef(told);
  latest.current = told;
  const [isMade, setMade] = useState(false);
  const [isVim, setVim] = useState(wantsVimKeys);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor is made once for a path
  useEffect(() => {
    let gone = false;
    let before: readonly LineProblem[] = [];
    void import(/* webpackChunkName: "editor" */ './code-mirror.ts').then(({ createEditor }) => {
      if (gone || !host.current) return;
      host.current.replaceChildren();
      editor.current = createEditor({
        parent: host.current,
        label: `Text of ${name}`,
        text,
        lineNumbers: true,
        ...(isManifest(name) ? { help: helpOf(lab) } : {}),
        onSave: close,
        onCancel: () => latest.current.leave(false),
        onProblems: (problems) => {
          if (!same(problems, before)) latest.current.setProblems(problems);
          before = problems;
        },
      });
      editor.current.focus();
      setMade(true);
    });
    return () => {
      gone = true;
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, [path]);

  useEffect(() => {
    if (!isMade) return;
    if (!isVim) return editor.current?.setKeys([]);
    const deeds = { save: close, leave: (isForced: boolean) => latest.current.leave(isForced) };
    void vimKeys(deeds).then((keys) => {
      editor.current?.setKeys(keys);
      editor.current?.focus();
    });
  }, [isMade, isVim, close]);

  const toggleVim = () => {
    rememberVimKeys(!isVim);
    setVim(!isVim);
    editor.current?.focus();
  };
  return { host, editor, isVim, toggleVim };
}
