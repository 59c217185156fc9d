/** The one text editor of the site: CodeMirror in the page's own colours. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** What an editor is for. */
export interface EditorSetup {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly text: string;
  readonly lineNumbers?: boolean;
  onChange?(text: string): void;
  onSave?(text: string): void;
  onCancel?(): void;
}

export interface Editor {
  text(): string;
  /** Puts another text in, without calling `onChange`. */
  replace(text: string): void;
  focus(): void;
  destroy(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.number, tags.bool], color: 'var(--ok)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--paper)', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: '13px', lineHeight: '1.5' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 14px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    color: 'var(--ink-2)',
    backgroundColor: 'var(--paper-2)',
    borderRight: '1px solid var(--line)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--accent-soft)' },
});

/** Makes an editor inside `parent`. Tab moves on, as everywhere on the page. */
export function createEditor(setup: EditorSetup): Editor {
  let quiet = false;
  const view = new EditorView({
    parent: setup.parent,
    state: EditorState.create({
      doc: setup.text,
      extensions: [
        history(),
        drawSelection(),
        bracketMatching(),
        yaml(),
        look,
        syntaxHighlighting(colours),
        setup.lineNumbers ? lineNumbers() : [],
        keymap.of([...ownKeys(setup), ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': setup.label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) setup.onChange?.(update.state.doc.toString());
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
    destroy: () => view.destroy(),
  };
}

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
    ...(onSave ? [{ key: 'Mod-s', run: save, preventDefault: true }] : []),
    ...(onCancel ? [{ key: 'Escape', run: cancel }] : []),
  ];
}
