/** The one text editor of the site: CodeMirror in the page's own colours. */
import { acceptCompletion, closeBrackets, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching } from '@codemirror/language';
import { forEachDiagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { ManifestHelp } from '#lab/manifest/help.ts';
import { editorLook } from './editor-look.ts';
import { manifestHelpExtension } from './manifest-help.ts';

/** What an editor is for. */
export interface EditorSetup {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly text: string;
  readonly lineNumbers?: boolean;
  onChange?(text: string): void;
  onSave?(text: string): void;
  /** Escape, when nothing in the editor has a use for it. */
  onCancel?(): void;
  /** For manifests: completion, explanation, problems. */
  readonly help?: ManifestHelp;
  /** Told of the problems in sight, in the order of their lines. */
  onProblems?(problems: readonly LineProblem[]): void;
}

/** A problem as the line under the text tells of it. */
export interface LineProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface Editor {
  text(): string;
  /** Puts another text in, without calling `onChange`. */
  replace(text: string): void;
  focus(): void;
  /** Puts the cursor at the beginning of a line (from 1). */
  goTo(line: number): void;
  /** vi's keys, or none. */
  setKeys(keys: Extension): void;
  destroy(): void;
}

function problemsOf(state: EditorState): readonly LineProblem[] {
  const found: LineProblem[] = [];
  forEachDiagnostic(state, ({ message }, from) => {
    found.push({ line: state.doc.lineAt(from).number, message });
  });
  return found;
}

/** Tab while something is offered, or about to be, does not leave the editor. */
const takeOffer = (view: EditorView): boolean =>
  acceptCompletion(view) || completionStatus(view.state) !== null;

/** Makes an editor inside `parent`. Tab takes what is offered; else it moves on, as everywhere on the page. */
export function createEditor(setup: EditorSetup): Editor {
  let quiet = false;
  const keys = new Compartment();
  const view = new EditorView({
    parent: setup.parent,
    state: EditorState.create({
      doc: setup.text,
      extensions: [
        keys.of([]),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        search({ top: true }),
        yaml(),
        setup.help ? manifestHelpExtension(setup.help) : [],
        editorLook,
        setup.lineNumbers ? lineNumbers() : [],
        keymap.of([
          { key: 'Tab', run: takeOffer },
          ...searchKeymap,
          ...ownKeys(setup),
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': setup.label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) setup.onChange?.(update.state.doc.toString());
          setup.onProblems?.(problemsOf(update.state));
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => {
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      quiet = false;
    },
    focus: () => view.focus(),
    goTo: (line) => {
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    setKeys: (extension) => view.dispatch({ effects: keys.reconfigure(extension) }),
    destroy: () => view.destroy(),
  };
}

/** Ctrl-S everywhere; Ctrl-O and Ctrl-X as in nano. */
function ownKeys({ onSave, onCancel }: EditorSetup) {
  const save = (view: EditorView) => {
    onSave?.(view.state.doc.toString());
    return true;
  };
  const cancel = () => {
    onCancel?.();
    return true;
  };
  return [
    ...(onSave ? ['Mod-s', 'Ctrl-o'].map((key) => ({ key, run: save, preventDefault: true })) : []),
    ...(onCancel
      ? [
          { key: 'Escape', run: cancel },
          { key: 'Ctrl-x', run: (view: EditorView) => view.state.selection.main.empty && cancel() },
        ]
      : []),
  ];
}
