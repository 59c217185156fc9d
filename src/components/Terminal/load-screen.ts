/** Fetches the terminal's code, once. */

let code: Promise<typeof import('./xterm-screen.ts')> | undefined;

/** xterm is large and needs a page: it comes as a chunk of its own. */
export function loadScreen(): Promise<typeof import('./xterm-screen.ts')> {
  code ??= import(/* webpackChunkName: "terminal" */ './xterm-screen.ts');
  return code;
}

/** Fetches it ahead of need; a failure shows when the terminal is wanted. */
export function warmScreen(): void {
  if (typeof window !== 'undefined') loadScreen().catch(() => undefined);
}
