/** The editor in the page's own colours. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.number, tags.bool], color: 'var(--ok)' },
]);

const text = EditorView.theme({
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
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--warn)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
});

/** What floats over the text: offers, explanations, problems. */
const floating = EditorView.theme({
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: '0 6px 24px rgb(0 0 0 / 18%)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: '13px',
    maxHeight: '15em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--ink)',
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-completionDetail': { color: 'var(--ink-2)', fontStyle: 'normal', fontFamily: 'var(--sans)' },
  '.cm-tooltip.cm-completionInfo': {
    maxWidth: '340px',
    maxHeight: '200px',
    padding: '8px 12px',
    overflow: 'auto',
    fontFamily: 'var(--sans)',
    fontSize: '12.5px',
  },
  '.manifest-card': {
    maxWidth: '400px',
    maxHeight: '220px',
    padding: '8px 12px',
    overflow: 'auto',
    fontFamily: 'var(--sans)',
    fontSize: '12.5px',
    lineHeight: '1.45',
  },
  '.manifest-card p': { margin: '0 0 4px' },
  '.manifest-card-head': { color: 'var(--ink-2)' },
  '.manifest-card-head b': { color: 'var(--accent)', fontFamily: 'var(--mono)' },
  '.manifest-card-text': { whiteSpace: 'pre-line' },
  '.manifest-card-more': { color: 'var(--ink-2)', fontFamily: 'var(--mono)' },
  '.cm-diagnostic': { fontFamily: 'var(--mono)', fontSize: '12.5px', maxWidth: '480px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
});

/** The find bar and vi's command line. */
const panels = EditorView.theme({
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--paper-2)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-textfield': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--line)',
    borderRadius: '4px',
  },
  '.cm-button': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    backgroundImage: 'none',
    border: '1px solid var(--line)',
    borderRadius: '4px',
  },
  '.cm-vim-panel, .cm-vim-panel input': { fontFamily: 'var(--mono)', color: 'var(--ink)' },
  '.cm-fat-cursor': {
    background: 'var(--accent) !important',
    color: 'var(--on-accent) !important',
  },
});

export const editorLook: Extension = [text, floating, panels, syntaxHighlighting(colours)];
