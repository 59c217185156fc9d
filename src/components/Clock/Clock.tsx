/** The transport bar of virtual time: pause, speed, skip. */
import { type ReactNode, useState } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { formatElapsed, machineElapsed } from './elapsed.ts';
import './Clock.css';

const speeds = [1, 10, 100];

export function Clock(): ReactNode {
  const lab = useLab();
  const snapshot = useLabState((state) => state.snapshot);
  const [skipping, setSkipping] = useState(false);
  const paused = snapshot?.paused ?? false;
  const elapsedMs = snapshot?.elapsedMs ?? 0;
  const off = snapshot === undefined;
  const skip = (how: 'nextEvent' | 'untilSettled') => () => {
    setSkipping(true);
    void lab.use((api) => api[how]()).finally(() => setSkipping(false));
  };
  const toggle = () => lab.use((api) => (paused ? api.resume() : api.pause()));
  return (
    <section className="clock" aria-label="Clock">
      <button
        type="button"
        className="tool clock-pause"
        disabled={off}
        aria-label={paused ? 'Resume' : 'Pause'}
        onClick={() => void toggle()}
      >
        <PauseSign paused={paused} />
      </button>
      <time className="clock-time" dateTime={machineElapsed(elapsedMs)} title="Time in the cluster">
        {formatElapsed(elapsedMs)}
      </time>
      <Speeds off={off} current={snapshot?.speed ?? 1} />
      <button type="button" className="tool" disabled={off || skipping} onClick={skip('nextEvent')}>
        Next event <span aria-hidden="true">⇥</span>
      </button>
      <button
        type="button"
        className="tool"
        disabled={off || skipping}
        onClick={skip('untilSettled')}
      >
        Until settled <span aria-hidden="true">⇥⇥</span>
      </button>
    </section>
  );
}

function Speeds({ off, current }: { readonly off: boolean; readonly current: number }): ReactNode {
  const lab = useLab();
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons in a row are no form fieldset
    <div className="segments" role="group" aria-label="Speed">
      {speeds.map((speed) => (
        <button
          key={speed}
          type="button"
          className="tool"
          disabled={off}
          aria-pressed={speed === current}
          onClick={() => void lab.use((api) => api.setSpeed(speed))}
        >
          ×{speed}
        </button>
      ))}
    </div>
  );
}

function PauseSign({ paused }: { readonly paused: boolean }): ReactNode {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
      <path d={paused ? 'M2 0.5v11l9-5.5z' : 'M1.5 1h3v10h-3zM7.5 1h3v10h-3z'} />
    </svg>
  );
}
