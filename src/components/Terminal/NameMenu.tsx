/** What a click on a name offers; with several names, which one first. */
import { type ReactNode, useCallback, useState } from 'react';
import type { NamedObject } from '#lab/lab.ts';
import { useLab } from '../lab-session/context.tsx';
import { Menu, type MenuItem } from './Menu.tsx';
import { nameCommands } from './name-commands.ts';
import { copyText } from './screen/clipboard.ts';
import type { ScreenSignal } from './screen/screen-signals.ts';
import { useSignal } from './use-screen.ts';
import type { TerminalScreen } from './xterm-screen.ts';

type Asked = Extract<ScreenSignal, { type: 'names' }>;

export function NameMenu({ screen }: { readonly screen: TerminalScreen }): ReactNode {
  const [asked, setAsked] = useState<Asked>();
  useSignal(screen, 'names', setAsked);
  const close = useCallback(
    (refocus: boolean) => {
      setAsked(undefined);
      if (refocus) screen.focus();
    },
    [screen],
  );
  if (!asked) return null;
  const [first] = asked.names;
  return asked.names.length === 1 && first ? (
    <ObjectMenu key={first.name} asked={asked} object={first} screen={screen} onClose={close} />
  ) : (
    <Menu
      label="Names in the output"
      items={asked.names.map((object) => ({
        label: `${object.resource} ${object.name}`,
        isCode: true,
        ...(object.namespace ? { hint: object.namespace } : {}),
        act: () => setAsked({ ...asked, names: [object] }),
      }))}
      at={asked.at}
      takesFocus
      onClose={close}
    />
  );
}

interface ObjectProps {
  readonly asked: Asked;
  readonly object: NamedObject;
  readonly screen: TerminalScreen;
  readonly onClose: (refocus: boolean) => void;
}

function ObjectMenu({ asked, object, screen, onClose }: ObjectProps): ReactNode {
  const lab = useLab();
  const { canType } = lab.panes;
  const elsewhere = lab.panes.active.busy;
  const commands: readonly MenuItem[] = nameCommands(object).map((command) => ({
    label: command,
    isCode: true,
    disabled: !canType,
    act: () => {
      onClose(false);
      lab.offer(command);
    },
  }));
  const copy: MenuItem = {
    label: 'Copy the name',
    act: () => {
      onClose(true);
      void copyText(object.name).then((copied) =>
        screen.signals.tell({
          type: 'said',
          text: copied ? 'Copied' : 'The browser refused to copy',
        }),
      );
    },
  };
  return (
    <Menu
      label={`${object.resource} ${object.name}`}
      title={
        <>
          <b>{object.resource}</b> {object.name}
          {elsewhere && canType && <i>in the other terminal</i>}
        </>
      }
      items={[...commands, copy]}
      at={asked.at}
      takesFocus={asked.byKeyboard}
      onClose={onClose}
    />
  );
}
