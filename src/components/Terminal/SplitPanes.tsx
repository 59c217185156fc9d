/** Two terminals with a boundary that can be dragged, or moved by arrow keys. */
import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Pane } from './Pane.tsx';

interface Props {
  readonly panes: readonly number[];
  /** Side by side, or one above the other. */
  readonly sideBySide: boolean;
}

export function SplitPanes({ panes, sideBySide }: Props): ReactNode {
  const [first = 1, second = 2] = panes;
  const least = sideBySide ? 200 : 100;
  return (
    <Group
      key={String(sideBySide)}
      className="panes-split"
      orientation={sideBySide ? 'horizontal' : 'vertical'}
    >
      <Panel id="first" minSize={least}>
        <Pane key={first} paneKey={first} number={1} named />
      </Panel>
      <Separator className="panes-boundary" aria-label="Boundary of the terminals" />
      <Panel id="second" minSize={least}>
        <Pane key={second} paneKey={second} number={2} named />
      </Panel>
    </Group>
  );
}
