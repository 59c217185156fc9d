/** What less is told on its command line. */
import type { ViewOptions } from './view.ts';

export interface PagerOptions extends ViewOptions {
  /** `-X`: the screen stays as it is. */
  readonly keepsScreen: boolean;
  /** `-F`: what fits on one screen is only printed. */
  readonly quitsIfShort: boolean;
  /** `-e`, `-E`: ends at the end. */
  readonly quitsAtEnd: boolean;
  /** `+G`, `+/pattern`: typed at the start. */
  readonly typed: readonly string[];
}
