/** Where a terminal's element is: in one host at a time, from page to page, as large as its host. */
import { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import type { LabSession, Screen } from '../../lab-session/session.ts';
import { createFitting } from './fitting.ts';
import { onFontSize } from './font-size.ts';
import type { Outputs } from './outputs.ts';

/** Connects the terminal to the lab when it is first shown. */
export function createMounting(terminal: Terminal, lab: LabSession, key: number, outputs: Outputs) {
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  const element = document.createElement('div');
  element.className = 'terminal-element';
  element.addEventListener('focusin', () => {
    lab.panes.activate(key);
    announce(element, 'assertive');
  });
  element.addEventListener('focusout', () => announce(element, 'polite'));
  const fitting = createFitting(terminal, fit, async () => lab.panes.get(key)?.resize());
  let opened = false;
  const open = (host: HTMLElement): void => {
    opened = true;
    terminal.open(element);
    fitting.now(host);
    showCursor(terminal);
    terminal.onData((data) => void lab.panes.get(key)?.input(data));
    lab.connect(screenOf(terminal, outputs), key);
  };
  const forget = onFontSize((size) => {
    terminal.options.fontSize = size;
    if (element.parentElement) fitting.soon(element.parentElement);
  });
  return {
    element,
    mount: (host: HTMLElement) => {
      host.append(element);
      const observer = new ResizeObserver(() => fitting.soon(host));
      observer.observe(host);
      if (!opened) open(host);
      return () => {
        observer.disconnect();
        if (element.parentElement === host) element.remove();
      };
    },
    dispose: () => {
      forget();
      element.remove();
    },
  };
}

/** A terminal that is only watched does not interrupt what is read out of another. */
function announce(element: HTMLElement, how: 'assertive' | 'polite'): void {
  element.querySelector('.live-region')?.setAttribute('aria-live', how);
}

function screenOf(terminal: Terminal, outputs: Outputs): Screen {
  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    get busy() {
      return outputs.running() !== undefined;
    },
    write: (text) => terminal.write(text),
    clear: () => {
      outputs.clear();
      terminal.reset();
    },
  };
}

/** xterm draws its cursor from the first focus on; nobody's focus is taken for it. */
function showCursor(terminal: Terminal): void {
  if (document.activeElement !== document.body) return;
  terminal.focus();
  terminal.blur();
}
