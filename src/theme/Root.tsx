/** Wraps the whole site: one lab per visit, whatever page it is on. */
import type { ReactNode } from 'react';
import { LabProvider, warmLab } from '#components/lab-session/context.tsx';
import { warmScreen } from '#components/Terminal/load-screen.ts';

warmLab();
warmScreen();

export default function Root({ children }: { readonly children: ReactNode }): ReactNode {
  return <LabProvider>{children}</LabProvider>;
}
