/** Hands the visit's one lab to every widget. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { offerConsoleHandle } from './console-handle.ts';
import { LabSession } from './session.ts';
import { initialState, type SessionState } from './state.ts';
import { spawnLabWorker } from './worker.ts';

const session = new LabSession(spawnLabWorker);
offerConsoleHandle(session);
const LabContext = createContext(session);

/** Starts the worker before the page has woken up: the prompt comes that much sooner. */
export function warmLab(): void {
  if (typeof window !== 'undefined') session.warm();
}

/** Wraps the whole site, so that navigation keeps the lab. */
export function LabProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return <LabContext value={session}>{children}</LabContext>;
}

export function useLab(): LabSession {
  return useContext(LabContext);
}

/** The part of the lab's state that `select` picks; renders again only when that part changes. */
export function useLabState<T>(select: (state: SessionState) => T): T {
  const lab = useLab();
  return useSyncExternalStore(
    lab.subscribe,
    () => select(lab.state()),
    () => select(initialState),
  );
}
