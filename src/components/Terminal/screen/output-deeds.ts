/** What the keys do with outputs: walk over them, copy one, list the names in it. */
import type { Terminal } from '@xterm/xterm';
import type { NamedObject } from '#lab/lab.ts';
import { copyText } from './clipboard.ts';
import type { NamesIn } from './name-links.ts';
import type { Output, Outputs } from './outputs.ts';
import type { Signals } from './screen-signals.ts';

export interface OutputDeeds {
  /** Copies one: that given, else the chosen one, else the last. */
  copy(output?: Output): Promise<void>;
  /** Selects the output before or after the chosen one. */
  older(): void;
  newer(): void;
  /** Offers the names in the chosen output, else in the last. */
  names(): Promise<void>;
}

/** Lines looked through for names: those of a screen or two. */
const namesFrom = 200;

const sayLines = (text: string): string => {
  const lines = text.split('\n').length;
  return `Copied ${lines} ${lines === 1 ? 'line' : 'lines'}`;
};

/** Each object once, as it came first. */
const unique = (names: readonly NamedObject[]): readonly NamedObject[] => [
  ...new Map(
    names.map((each) => [`${each.namespace} ${each.resource} ${each.name}`, each]),
  ).values(),
];

export function createOutputDeeds(
  terminal: Terminal,
  outputs: Outputs,
  signals: Signals,
  namesIn: NamesIn,
): OutputDeeds {
  const say = (text: string): void => signals.tell({ type: 'said', text });
  const selectedRow = (): number | undefined => terminal.getSelectionPosition()?.start.y;
  const chosen = (): Output | undefined => {
    const row = selectedRow();
    return (row === undefined ? undefined : outputs.at(row)) ?? outputs.list().at(-1);
  };
  const select = ({ first, last }: Output): void => {
    terminal.selectLines(first, last);
    terminal.scrollToLine(Math.max(0, first - 1));
  };
  return {
    copy: async (output = chosen()) => {
      if (!output) return say('Nothing was printed yet');
      const text = outputs.text(output);
      say((await copyText(text)) ? sayLines(text) : 'The browser refused to copy');
    },
    older: () => {
      const row = selectedRow() ?? Number.POSITIVE_INFINITY;
      const older = outputs.list().findLast(({ first }) => first < row);
      if (older) select(older);
    },
    newer: () => {
      const row = selectedRow() ?? Number.POSITIVE_INFINITY;
      const newer = outputs.list().find(({ first }) => first > row);
      if (newer) return select(newer);
      terminal.clearSelection();
      terminal.scrollToBottom();
    },
    names: async () => {
      const output = chosen();
      const lines = output ? outputs.text(output).split('\n').slice(-namesFrom) : [];
      const names = unique(await namesIn(lines.join('\n'), output?.command ?? ''));
      if (names.length === 0) return say('No object of the cluster is named there');
      const box = terminal.element?.getBoundingClientRect();
      const at = { x: (box?.left ?? 0) + 16, y: (box?.top ?? 0) + 16 };
      signals.tell({ type: 'names', names, at, byKeyboard: true });
    },
  };
}
