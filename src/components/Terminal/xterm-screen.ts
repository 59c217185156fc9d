/** The one xterm of the visit. Its element moves from page to page, so that nothing typed is lost. */
import { FitAddon } from '@xterm/addon-fit';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { LabSession, Screen } from '../lab-session/session.ts';

/** The terminal as a page's widget uses it. */
export interface TerminalScreen {
  /** Shows the terminal inside `host`; gives a function that takes it out again. */
  mount(host: HTMLElement): () => void;
  focus(): void;
}

/** The sixteen colours, all readable on the terminal's dark ground. */
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

let screen: TerminalScreen | undefined;

/** Gives the terminal, made and connected to the lab the first time. */
export function terminalScreen(lab: LabSession): TerminalScreen {
  screen ??= createScreen(lab);
  return screen;
}

function createScreen(lab: LabSession): TerminalScreen {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const terminal = new Terminal({
    fontFamily: token('--mono') || 'monospace',
    fontSize: 13,
    lineHeight: 1.3,
    cursorBlink: false,
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
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new WebLinksAddon());
  terminal.attachCustomKeyEventHandler(createKeyFilter(terminal));
  const element = document.createElement('div');
  element.className = 'terminal-element';
  let opened = false;
  return {
    mount: (host) => {
      host.append(element);
      const observer = new ResizeObserver(() => fitTo(host, terminal, fit, lab));
      observer.observe(host);
      if (!opened) {
        opened = true;
        terminal.open(element);
        fitTo(host, terminal, fit, lab);
        showCursor(terminal);
        terminal.onData((data) => void lab.input(data));
        lab.connect(screenOf(terminal));
      }
      return () => {
        observer.disconnect();
        element.remove();
      };
    },
    focus: () => terminal.focus(),
  };
}

function screenOf(terminal: Terminal): Screen {
  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write: (text) => terminal.write(text),
    clear: () => terminal.reset(),
  };
}

/** xterm draws its cursor from the first focus on; nobody's focus is taken for it. */
function showCursor(terminal: Terminal): void {
  if (document.activeElement !== document.body) return;
  terminal.focus();
  terminal.blur();
}

/** A hidden terminal (a closed sheet) keeps its size. */
function fitTo(host: HTMLElement, terminal: Terminal, fit: FitAddon, lab: LabSession): void {
  if (host.clientHeight < 40 || host.clientWidth < 40) return;
  const before = `${terminal.cols}x${terminal.rows}`;
  fit.fit();
  if (before !== `${terminal.cols}x${terminal.rows}`) void lab.resize();
}

/** Esc then Tab leaves the terminal, Ctrl-Shift-C copies; every other key is the shell's. */
function createKeyFilter(terminal: Terminal): (event: KeyboardEvent) => boolean {
  let leaving = false;
  return (event) => {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Tab' && leaving) return false;
    if (event.key !== 'Shift') leaving = event.key === 'Escape';
    if (event.ctrlKey && event.shiftKey && event.code === 'KeyC') {
      event.preventDefault();
      void navigator.clipboard?.writeText(terminal.getSelection());
      return false;
    }
    return !(event.ctrlKey && event.shiftKey && event.code === 'KeyV');
  };
}
