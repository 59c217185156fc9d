/** The terminals of a bench: each a shell of its own, over the lab's files and programs. */
import { createShell } from '#shell/shell.ts';
import { createTerminalSession, type TerminalSession } from '#shell/terminal/terminal-session.ts';
import { layBashrc, runBashrc } from './bashrc.ts';
import type { Lab } from './create-lab.ts';
import { endMark, outputMark, promptMark } from './semantic-marks.ts';

/** The screen behind a terminal. */
export interface TerminalScreen {
  readonly write: (text: string) => void;
  readonly columns: number;
  readonly rows: number;
  /** The shell has exited, and the terminal with it. */
  readonly onExit?: () => void;
}

export interface Terminals {
  /** Opens a terminal; gives its id once its prompt is there. */
  open(screen: TerminalScreen): Promise<number>;
  /** Throws when there is no such terminal. */
  get(id: number): TerminalSession;
  /** Ends what runs in it; a terminal that is closed already stays so. */
  close(id: number): void;
  /** Ends what runs in any of them. */
  closeAll(): void;
}

async function openSession(
  lab: Lab,
  screen: TerminalScreen,
  onExit: () => boolean,
): Promise<TerminalSession> {
  const { files, programs, network, driver, edit } = lab;
  const { write, columns, rows } = screen;
  const shell = createShell({ files, clock: driver.programs, programs, network, edit });
  const session = createTerminalSession({
    shell,
    write,
    columns,
    rows,
    complete: lab.complete,
    now: driver.programs.now,
    onPrompt: () => write(promptMark),
    onCommand: ({ line, exit }) => write(exit === undefined ? outputMark(line) : endMark(exit)),
    onExit,
  });
  await runBashrc(shell, files, write);
  session.start();
  return session;
}

/** No terminal is open at first. The last one outlives `exit`: the page is never without a prompt. */
export function createTerminals(lab: Lab): Terminals {
  layBashrc(lab.files);
  const sessions = new Map<number, TerminalSession>();
  const closed = new Set<number>();
  let opened = 0;
  const close = (id: number): void => {
    const session = sessions.get(id);
    sessions.delete(id);
    closed.add(id);
    session?.dispose();
  };
  return {
    open: async (screen) => {
      opened += 1;
      const id = opened;
      const write = (text: string): void => {
        if (!closed.has(id)) screen.write(text);
      };
      const exited = (): boolean => {
        if (sessions.size < 2) return false;
        close(id);
        screen.onExit?.();
        return true;
      };
      sessions.set(id, await openSession(lab, { ...screen, write }, exited));
      return id;
    },
    get: (id) => {
      const session = sessions.get(id);
      if (!session) throw new Error(`there is no terminal ${id}`);
      return session;
    },
    close,
    closeAll: () => {
      for (const id of [...sessions.keys()]) close(id);
    },
  };
}
