/** The bench's terminals: one; two side by side or stacked; two behind tabs on a phone. */
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { useLabState } from '../lab-session/context.tsx';
import { Pane } from './Pane.tsx';
import { PaneTabs } from './PaneTabs.tsx';

/** Only who splits the terminal needs the boundary's code. */
const SplitPanes = lazy(async () => ({
  default: (await import(/* webpackChunkName: "split" */ './SplitPanes.tsx')).SplitPanes,
}));

type Room = 'tabs' | 'stacked' | 'side-by-side';

/** Two terminals of 60 columns each fit beside one another. */
const sideBySidePx = 960;
const phone = '(max-width: 640px)';

export function Panes(): ReactNode {
  const body = useRef<HTMLDivElement>(null);
  const panes = useLabState((state) => state.panes);
  const room = useRoom(body);
  const [only = 1] = panes;
  return (
    <div className="panes" ref={body}>
      {panes.length < 2 && <Pane key={only} paneKey={only} number={1} named={false} />}
      {panes.length > 1 && room === 'tabs' && <PaneTabs panes={panes} />}
      {panes.length > 1 && room !== 'tabs' && (
        <Suspense fallback={null}>
          <SplitPanes panes={panes} sideBySide={room === 'side-by-side'} />
        </Suspense>
      )}
    </div>
  );
}

function useRoom(body: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>('stacked');
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const small = window.matchMedia(phone);
    const look = () => {
      if (small.matches) setRoom('tabs');
      else setRoom(element.clientWidth >= sideBySidePx ? 'side-by-side' : 'stacked');
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    small.addEventListener('change', look);
    return () => {
      observer.disconnect();
      small.removeEventListener('change', look);
    };
  }, [body]);
  return room;
}
