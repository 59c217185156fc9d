/** A notebook cell: ▶ types its command into the page's terminal, the output appears beneath. */
import { type ReactNode, useState } from 'react';
import { formatElapsed } from '../Clock/elapsed.ts';
import { useLab } from '../lab-session/context.tsx';
import type { CellResult, LabSession } from '../lab-session/session.ts';
import { useStep } from '../progress/steps.tsx';
import { Output } from './Output.tsx';
import './Cell.css';

interface Props {
  /** Its place on the page, from 1. */
  readonly number: string;
  readonly command: string;
  /** What it printed when the lesson was recorded: for print, search and readers without JavaScript. */
  readonly output: string;
  readonly exit?: string;
  /** Let everything come to rest first. */
  readonly settle?: string;
}

type State = 'new' | 'running' | CellResult;

export function Cell({ number, command, output, exit, settle }: Props): ReactNode {
  const lab = useLab();
  const [state, setState] = useState<State>('new');
  const [shown, setShown] = useState(false);
  const step = useStep(`cell-${number}`);
  const result = typeof state === 'object' ? state : undefined;
  const run = async () => {
    setState('running');
    setState(await runSettled(lab, command, settle !== undefined));
    step.done();
  };
  return (
    <section className={result ? 'cell cell-ran' : 'cell'} aria-label={`Cell ${number}`}>
      <div className="cell-head">
        <RunButton state={state} command={command} onRun={() => void run()} />
        <code className="cell-command">{command}</code>
        <span className="cell-meta" role="status">
          {state === 'running' && 'running…'}
          {result && `ran at ${formatElapsed(result.elapsedMs)}`}
          {result && result.exit !== 0 && ` · exit ${result.exit}`}
        </span>
        {state === 'new' && (
          <button
            type="button"
            className="cell-peek"
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide' : 'Output'}
          </button>
        )}
      </div>
      {result ? (
        <Output text={result.output} />
      ) : (
        <div className={shown ? 'cell-recorded cell-shown' : 'cell-recorded'}>
          <Output text={exit ? `${output}\n(exit status ${exit})`.trimStart() : output} />
        </div>
      )}
    </section>
  );
}

async function runSettled(lab: LabSession, command: string, settle: boolean): Promise<CellResult> {
  if (settle) await lab.use((api) => api.untilSettled());
  const result = await lab.run(command);
  return { ...result, output: result.output.replace(/\r/g, '').replace(/\n+$/, '') };
}

interface RunButtonProps {
  readonly state: State;
  readonly command: string;
  readonly onRun: () => void;
}

function RunButton({ state, command, onRun }: RunButtonProps): ReactNode {
  const verb = typeof state === 'object' ? 'Run again' : 'Run';
  return (
    <button
      type="button"
      className="cell-run"
      disabled={state === 'running'}
      aria-label={`${verb}: ${command}`}
      title={`${verb} in the terminal`}
      onClick={onRun}
    >
      <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
        <path d="M2 0.5v11l9-5.5z" />
      </svg>
    </button>
  );
}
