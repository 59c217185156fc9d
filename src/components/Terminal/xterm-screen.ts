/** The xterms of the visit. Their elements move from page to page, so that nothing typed is lost. */
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { NamedObject } from '#lab/lab.ts';
import type { LabSession } from '../lab-session/session.ts';
import { createKeyFilter, deedsOf } from './screen/deeds.ts';
import { fontSize } from './screen/font-size.ts';
import type { KeyDeed } from './screen/key-bindings.ts';
import { createMounting } from './screen/mounting.ts';
import { linkNames, type NameClicked, tapNames } from './screen/name-links.ts';
import { createOutputDeeds, type OutputDeeds } from './screen/output-deeds.ts';
import { type Outputs, trackOutputs } from './screen/outputs.ts';
import { type Rows, rowsOf } from './screen/rows.ts';
import { createSignals, type Signals } from './screen/screen-signals.ts';
import { createSearch, type TerminalSearch } from './screen/search.ts';
import { terminalOptions } from './screen/theme.ts';

/** A terminal as a page's widgets use it. */
export interface TerminalScreen {
  readonly outputs: Outputs;
  readonly outputDeeds: OutputDeeds;
  readonly search: TerminalSearch;
  readonly signals: Signals;
  /** Shows the terminal inside `host`; gives a function that takes it out again. */
  mount(host: HTMLElement): () => void;
  focus(): void;
  deed(deed: KeyDeed): void;
  rows(): Rows | undefined;
  /** Calls back when rows were drawn or moved. */
  onDraw(listener: () => void): () => void;
}

const screens = new Map<number, { screen: TerminalScreen; dispose: () => void }>();

/** Gives the terminal of that key, made and connected to the lab the first time. */
export function terminalScreen(lab: LabSession, key: number): TerminalScreen {
  const known = screens.get(key);
  if (known) return known.screen;
  const made = createScreen(lab, key);
  screens.set(key, made);
  const stop = lab.subscribe(() => {
    if (lab.state().panes.includes(key)) return;
    stop();
    screens.delete(key);
    made.dispose();
  });
  return made.screen;
}

function createScreen(lab: LabSession, key: number) {
  const terminal = new Terminal(terminalOptions(fontSize()));
  terminal.loadAddon(new WebLinksAddon());
  const outputs = trackOutputs(terminal);
  const signals = createSignals();
  const search = createSearch(terminal);
  const namesIn = async (line: string, command: string): Promise<readonly NamedObject[]> =>
    lab.state().phase === 'ready' ? lab.use((api) => api.namesIn(line, command)) : [];
  const outputDeeds = createOutputDeeds(terminal, outputs, signals, namesIn);
  const deeds = deedsOf(terminal, lab, outputDeeds, signals);
  const clicked: NameClicked = (name, { clientX, clientY }) => {
    const at = { x: clientX, y: clientY };
    signals.tell({ type: 'names', names: [name], at, byKeyboard: false });
  };
  linkNames(terminal, outputs, namesIn, clicked);
  terminal.attachCustomKeyEventHandler(createKeyFilter(terminal, deeds));
  outputs.onChange(() => lab.panes.proceed());
  const mounting = createMounting(terminal, lab, key, outputs);
  tapNames(mounting.element, terminal, outputs, namesIn, clicked);
  const screen: TerminalScreen = {
    outputs,
    outputDeeds,
    search,
    signals,
    mount: mounting.mount,
    focus: () => terminal.focus(),
    deed: (deed) => deeds[deed](),
    rows: () => rowsOf(terminal),
    onDraw: (listener) => {
      const heard = [terminal.onRender(listener), terminal.onScroll(listener)];
      return () => {
        for (const each of heard) each.dispose();
      };
    },
  };
  return {
    screen,
    dispose: () => {
      mounting.dispose();
      terminal.dispose();
    },
  };
}
