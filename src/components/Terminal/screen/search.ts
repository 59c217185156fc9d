/** Finding text in what a terminal has shown. */
import { SearchAddon } from '@xterm/addon-search';
import type { Terminal } from '@xterm/xterm';
import { matchColours } from './theme.ts';

/** How many there are, and which is in turn (from 1; 0 for none). */
export interface Matches {
  readonly at: number;
  readonly count: number;
}

export interface TerminalSearch {
  /** Another term: the newest match is in turn. */
  restart(term: string, matchCase: boolean): void;
  /** From the newest towards the oldest, and round again. */
  older(term: string, matchCase: boolean): void;
  newer(term: string, matchCase: boolean): void;
  onMatches(listener: (matches: Matches) => void): () => void;
  /** Takes the marks off. */
  end(): void;
}

const mostMatches = 1000;

export function createSearch(terminal: Terminal): TerminalSearch {
  const addon = new SearchAddon({ highlightLimit: mostMatches });
  terminal.loadAddon(addon);
  const options = (matchCase: boolean) => ({
    caseSensitive: matchCase,
    decorations: matchColours,
  });
  const end = (): void => {
    addon.clearDecorations();
    terminal.clearSelection();
  };
  const older = (term: string, matchCase: boolean): void => {
    if (term === '') end();
    else addon.findPrevious(term, options(matchCase));
  };
  return {
    restart: (term, matchCase) => {
      // The addon would not mark anew for the same term in another case.
      end();
      older(term, matchCase);
    },
    older,
    newer: (term, matchCase) => {
      if (term === '') end();
      else addon.findNext(term, options(matchCase));
    },
    onMatches: (listener) => {
      const heard = addon.onDidChangeResults(({ resultIndex, resultCount }) =>
        listener({ at: resultIndex + 1, count: resultCount }),
      );
      return () => heard.dispose();
    },
    end,
  };
}
