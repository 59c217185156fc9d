/** How the terminal looks: the page's tokens, and sixteen colours readable on its dark ground. */

import type { ISearchOptions } from '@xterm/addon-search';
import type { ITerminalOptions, ITheme } from '@xterm/xterm';

const palette: ITheme = {
  black: '#232c37',
  red: '#ff9d95',
  green: '#74d99f',
  yellow: '#f2bd6b',
  blue: '#8ab8ff',
  magenta: '#d7a8ff',
  cyan: '#7fd6e0',
  white: '#dfe6ee',
  brightBlack: '#8fa1b5',
  brightRed: '#ffb8b2',
  brightGreen: '#98e6ba',
  brightYellow: '#f7d295',
  brightBlue: '#aecdff',
  brightMagenta: '#e5c7ff',
  brightCyan: '#a6e5ec',
  brightWhite: '#ffffff',
};

/** Matches of a search; the one in turn stands out. */
export const matchColours: NonNullable<ISearchOptions['decorations']> = {
  matchBackground: '#4a3a12',
  matchOverviewRuler: '#f2bd6b',
  activeMatchBackground: '#f2bd6b',
  activeMatchColorOverviewRuler: '#ffffff',
};

/** Options of every terminal. */
export function terminalOptions(fontSize: number): ITerminalOptions {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    allowProposedApi: true,
    fontFamily: token('--mono') || 'monospace',
    fontSize,
    lineHeight: 1.3,
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
    screenReaderMode: true,
    minimumContrastRatio: 4.5,
    scrollback: 5000,
    theme: {
      ...palette,
      background: token('--term'),
      foreground: token('--term-ink'),
      cursor: token('--term-ink'),
      selectionBackground: '#35517d',
    },
  };
}
