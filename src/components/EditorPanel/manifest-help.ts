/** The cluster's help inside the editor: completion, what a field is for, what the API server would say. */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import type { Completion, Explanation, ManifestHelp } from '#lab/manifest/help.ts';

/** After the last key, so that a word half typed is not called wrong. */
const LINT_AFTER_MS = 400;

/** Text a manifest is completed with has its next word at the end of the line: help goes on there. */
async function source(
  help: ManifestHelp,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const line = state.doc.lineAt(pos);
  const typed = line.text.slice(0, pos - line.from).trim();
  if (!explicit && typed === '') return null;
  const found = await help.complete(state.doc.toString(), pos);
  if (!found) return null;
  return {
    from: found.from,
    options: found.options.map(optionOf),
    validFor: /^[\w./-]*$/,
  };
}

const optionOf = ({ label, detail, info, apply, boost }: Completion) => ({
  label,
  detail,
  apply,
  boost,
  ...(info === undefined ? {} : { info }),
});

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}

/** `replicas  integer` over what the API says of it. */
function card({ name, type, text, values, default: preset }: Explanation): HTMLElement {
  const element = document.createElement('div');
  element.className = 'manifest-card';
  const head = paragraph('manifest-card-head', '');
  const key = document.createElement('b');
  key.textContent = name;
  head.append(key, ` ${type}`);
  element.append(
    head,
    paragraph('manifest-card-text', text || 'The API does not describe this field.'),
  );
  if (values) element.append(paragraph('manifest-card-more', `One of: ${values.join(', ')}`));
  if (preset !== undefined) element.append(paragraph('manifest-card-more', `Default: ${preset}`));
  return element;
}

const tooltipOf = (explanation: Explanation): Tooltip => ({
  pos: explanation.from,
  end: explanation.to,
  above: true,
  create: () => ({ dom: card(explanation) }),
});

async function tooltip(help: ManifestHelp, view: EditorView, pos: number): Promise<Tooltip | null> {
  const found = await help.explain(view.state.doc.toString(), pos);
  return found ? tooltipOf(found) : null;
}

async function diagnostics(help: ManifestHelp, view: EditorView): Promise<Diagnostic[]> {
  const { doc } = view.state;
  const problems = await help.lint(doc.toString());
  return problems
    .filter(({ from }) => from <= doc.length)
    .map(({ from, to, message }) => ({
      from,
      to: Math.min(to, doc.length),
      message,
      severity: 'error' as const,
    }));
}

/** Everything at once; `Ctrl-Space` completes, `F8` goes to the next problem. */
export function manifestHelpExtension(help: ManifestHelp): Extension {
  return [
    autocompletion({
      override: [(context) => source(help, context)],
      icons: false,
      // Who presses Tab means what is on screen.
      interactionDelay: 0,
      maxRenderedOptions: 60,
    }),
    hoverTooltip((view, pos) => tooltip(help, view, pos), { hoverTime: 250 }),
    linter((view) => diagnostics(help, view), { delay: LINT_AFTER_MS }),
    keymap.of([...completionKeymap, ...lintKeymap]),
  ];
}
