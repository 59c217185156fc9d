/** The terminals of a bench: each a shell of its own, over the lab's files and programs. */
import { createShell } from '#shell/shell.ts';
import { createTerminalSession, type TerminalSession } from '#shell/terminal/terminal-session.ts';
import type { Lab } from './create-lab.ts';

export interface Terminals {
  /** Opens a terminal that prints by `write`; gives its id. */
  open(write: (text: string) => void, columns: number, rows: number): number;
  /** Throws when there is no such terminal. */
  get(id: number): TerminalSession;
  /** Ends what runs in any of them. */
  closeAll(): void;
}

function openSession(
  lab: Lab,
  write: (text: string) => void,
  columns: number,
  rows: number,
): TerminalSession {
  const { files, programs, driver, edit } = lab;
  const shell = createShell({ files, clock: driver.programs, programs, edit });
  const session = createTerminalSession({
    shell,
    write,
    columns,
    rows,
    complete: lab.complete,
    now: driver.programs.now,
  });
  session.start();
  return session;
}

/** No terminal is open at first. */
export function createTerminals(lab: Lab): Terminals {
  const sessions = new Map<number, TerminalSession>();
  return {
    open: (write, columns, rows) => {
      const id = sessions.size + 1;
      sessions.set(id, openSession(lab, write, columns, rows));
      return id;
    },
    get: (id) => {
      const session = sessions.get(id);
      if (!session) throw new Error(`there is no terminal ${id}`);
      return session;
    },
    closeAll: () => {
      for (const session of sessions.values()) session.dispose();
      sessions.clear();
    },
  };
}
