/** `reconcile` in the browser's console: the lab for teachers with a script, benchmarks and tests. */
import type { ReplayHashes } from '#lab/lab.ts';
import type { CellResult, LabSession } from './session.ts';

/** What `window.reconcile` offers. Everything happens on the bench that is on screen. */
export interface ConsoleHandle {
  /** `await reconcile.run('kubectl get pods')`: types it into the terminal; gives output, exit and time. */
  run(command: string): Promise<CellResult>;
  /** A hash over every object in the cluster. */
  stateHash(): Promise<string>;
  /** The session so far, as JSON lines. */
  sessionLog(): Promise<string>;
  /** Replays a session log beside the bench; gives the hashes of state and trace at its end. */
  replay(log: string): Promise<ReplayHashes>;
}

/** Puts the handle on the window, where there is one. */
export function offerConsoleHandle(session: LabSession): void {
  if (typeof window === 'undefined') return;
  const handle: ConsoleHandle = {
    run: (command) => session.run(command),
    stateHash: () => session.use((api) => api.stateHash()),
    sessionLog: () => session.use((api) => api.sessionLog()),
    replay: (log) => session.use((api) => api.replay(log)),
  };
  Object.assign(window, { reconcile: handle });
}
