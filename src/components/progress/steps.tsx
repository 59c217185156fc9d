/** The steps of one page, and which of them are done. */
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { markStep, noProgress, onProgress, type Progress, readProgress } from './store.ts';

interface Steps {
  /** The page they are on: the first part of each step's name. */
  readonly page: string;
  readonly ids: readonly string[];
  add(id: string): () => void;
}

const StepsContext = createContext<Steps>({ page: '', ids: [], add: () => () => undefined });

export function StepsProvider(props: {
  readonly page: string;
  readonly children: ReactNode;
}): ReactNode {
  const { page, children } = props;
  const [ids, setIds] = useState<readonly string[]>([]);
  const add = useMemo(
    () => (id: string) => {
      setIds((now) => [...now, id]);
      return () => setIds((now) => now.filter((each) => each !== id));
    },
    [],
  );
  const steps = useMemo(() => ({ page, ids, add }), [page, ids, add]);
  return <StepsContext value={steps}>{children}</StepsContext>;
}

/** One step: whether it was done before, how, and a way to say it is. `exercise:…` is the same step on every page. */
export function useStep(id: string): { how: string | undefined; done: (how?: string) => void } {
  const { page, add } = useContext(StepsContext);
  const step = id.startsWith('exercise:') ? id : `${page}#${id}`;
  useEffect(() => add(step), [add, step]);
  return { how: useProgress()[step], done: (how = 'done') => markStep(step, how) };
}

/** How many steps the page has and how many are done. */
export function useStepCount(): { total: number; done: number } {
  const { ids } = useContext(StepsContext);
  const progress = useProgress();
  return { total: ids.length, done: ids.filter((id) => progress[id] !== undefined).length };
}

export function useProgress(): Progress {
  return useSyncExternalStore(onProgress, readProgress, noProgress);
}
