/** vi's keys for those whose fingers know them: off until asked for, remembered in this browser. */
import type { Extension } from '@codemirror/state';

const STORED = 'reconcile.vi-keys';

/** Whether the learner wants them. */
export function wantsVimKeys(): boolean {
  try {
    return localStorage.getItem(STORED) === 'on';
  } catch {
    return false; // A browser that keeps nothing: then they are off each time.
  }
}

export function rememberVimKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORED, isOn ? 'on' : 'off');
  } catch {
    // See above.
  }
}

/** What `:w`, `:wq`, `:x`, `ZZ`, `:q` and `:q!` do here. */
export interface VimDeeds {
  save(text: string): void;
  /** `:q` and `:q!` */
  leave(isForced: boolean): void;
}

/** The keys; loaded when they are first wanted. */
export async function vimKeys({ save, leave }: VimDeeds): Promise<Extension> {
  const { vim, Vim } = await import(/* webpackChunkName: "editor-vim" */ '@replit/codemirror-vim');
  type Editor = { getValue(): string };
  const write = (editor: Editor) => save(editor.getValue());
  Vim.defineEx('write', 'w', write);
  Vim.defineEx('wq', 'wq', write);
  Vim.defineEx('xit', 'x', write);
  Vim.defineEx('quit', 'q', (_: Editor, params: { readonly input?: string }) =>
    leave(params.input?.includes('!') ?? false),
  );
  Vim.defineAction('saveAndLeave', write);
  Vim.mapCommand('ZZ', 'action', 'saveAndLeave', {}, { context: 'normal' });
  return vim({ status: true });
}
