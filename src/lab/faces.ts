/** Parts of LabApi that only pass on to the bench in use: its time, and its files and log. */
import { homeFolder } from '#shell/memory-files.ts';
import type { Lab } from './create-lab.ts';
import type { LabApi } from './lab.ts';
import type { Pacer } from './pacer.ts';
import { replaySession } from './replay-session.ts';
import { parseLog } from './session-log.ts';

/** Virtual time a skip may take before it gives up. */
const LONGEST_SKIP_MS = 3_600_000;

/** The bench in use; throws when there is none. */
type OnBench = () => { readonly lab: Lab; readonly pacer: Pacer };

export const timeFace = (
  on: OnBench,
): Pick<
  LabApi,
  | 'pause'
  | 'resume'
  | 'setSpeed'
  | 'nextEvent'
  | 'untilSettled'
  | 'advance'
  | 'failNode'
  | 'recoverNode'
> => ({
  pause: async () => on().pacer.pause(),
  resume: async () => on().pacer.resume(),
  setSpeed: async (factor) => on().pacer.setSpeed(factor),
  nextEvent: async () => {
    const { lab, pacer } = on();
    const before = lab.changes();
    await pacer.skip(() => lab.changes() > before, LONGEST_SKIP_MS);
  },
  untilSettled: async () => {
    const { lab, pacer } = on();
    await pacer.skip(lab.untilQuiet(), LONGEST_SKIP_MS);
  },
  advance: async (ms) => on().pacer.skip(() => false, ms),
  failNode: async (name) => on().lab.failNode(name),
  recoverNode: async (name) => on().lab.recoverNode(name),
});

const pathOf = (name: string): string => (name.startsWith('/') ? name : `${homeFolder}/${name}`);

export const recordFace = (
  on: OnBench,
): Pick<
  LabApi,
  'readFile' | 'writeFile' | 'files' | 'grade' | 'stateHash' | 'sessionLog' | 'replay'
> => ({
  readFile: async (name) => {
    const { files } = on().lab;
    return files.stat(pathOf(name))?.kind === 'file' ? files.read(pathOf(name)) : undefined;
  },
  writeFile: async (name, text) => on().lab.files.write(pathOf(name), text),
  files: async () => on().lab.homeFiles(),
  grade: async () => on().lab.grade(),
  stateHash: async () => on().lab.cluster.stateHash(),
  sessionLog: async () => on().lab.log.print(),
  replay: async (log) => {
    const { stateHash, trace } = replaySession(parseLog(log));
    return { state: stateHash(), trace: trace.hash() };
  },
});
