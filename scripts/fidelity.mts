/** `npm run fidelity -- [--client kubectl] [--json] [--report] [FILE…]`: replays recordings and prints commands equal / commands run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { createLab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { type ReplayedCommand, replayTranscript } from '#lab/replay-transcript.ts';
import { parseTranscript, type Transcript } from '#lab/transcript.ts';
import { findKubectl } from '#server/fidelity/binary.ts';
import { reasonFor } from '#server/fidelity/known-differences.ts';
import { replayByRealKubectl } from '#server/fidelity/replay.ts';
import { compareMalformed } from './fidelity/malformed.mts';
import { type Finding, keepFindings } from './fidelity/report.mts';
import { createTally } from './fidelity/used-parts.mts';

const { argv } = process;
const json = argv.includes('--json');
const quiet = argv.includes('--summary');
/** Keeps what is found for the page "How true is it?" and for kubectl's help. */
const report = argv.includes('--report');
const client = argv[argv.indexOf('--client') + 1] === 'kubectl' ? 'kubectl' : 'ours';
const named = argv
  .slice(2)
  .filter((arg, at) => !arg.startsWith('--') && argv[at + 1] !== '--client');

/** Where the repository keeps its recordings. */
const [KUBECTL, SHELL] = ['src/kubectl/fidelity', 'src/shell/recordings'];
const recordingsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.console'))
    .sort()
    .map((name) => join(folder, name));

const say = (text: string): void => {
  if (!json) process.stdout.write(`${text}\n`);
};

function readTranscripts(): { file: string; transcript: Transcript }[] {
  const missing = named.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    process.stderr.write(`no such file: ${missing.join(', ')}\n`);
    process.exit(2);
  }
  const files =
    named.length > 0
      ? named
      : (client === 'ours' ? [KUBECTL, SHELL] : [KUBECTL]).flatMap(recordingsIn);
  return files.map((file) => ({ file, transcript: parseTranscript(readFileSync(file, 'utf8')) }));
}

const printDifference = ({
  command,
  line,
  expected,
  actual,
  expectedExit,
  exit,
}: ReplayedCommand): string => {
  const patch = createTwoFilesPatch('recorded', 'ours', expected, actual, '', '', { context: 3 });
  const exits =
    exit === expectedExit ? '' : `exit status: recorded ${expectedExit}, ours ${exit}\n`;
  return `  line ${line}: $ ${command}\n${exits}${patch.split('\n').slice(1).join('\n')}`;
};

interface FileScore {
  readonly file: string;
  readonly commands: number;
  readonly equal: number;
  /** What wasn't equal, and why when that is known. */
  readonly differences?: readonly { readonly command: string; readonly reason: string }[];
}

const { parts, count } = createTally();

const reasonOf = (name: string, command: string): string =>
  (client === 'kubectl' ? reasonFor(name, command) : undefined) ?? 'not known yet';

const replayByOurs = async (transcript: Transcript): Promise<readonly ReplayedCommand[]> =>
  replayTranscript(await createLab({ home: transcript.files }, createHostTurn()), transcript);

/** The real kubectl over HTTP, when asked for and to be had on this machine. */
function replayer(): (transcript: Transcript) => Promise<readonly ReplayedCommand[]> {
  if (client === 'ours') return replayByOurs;
  const kubectl = findKubectl(process.cwd());
  if (kubectl) return (transcript) => replayByRealKubectl(transcript, kubectl);
  process.stderr.write(
    'skipped: there is no kubectl for this machine, neither from npm nor on PATH\n',
  );
  return process.exit(0);
}

const replay = replayer();
const transcripts = readTranscripts();
const scores: FileScore[] = new Array(transcripts.length);

async function scoreOf({ file, transcript }: (typeof transcripts)[number]): Promise<FileScore> {
  const commands = await replay(transcript);
  if (client === 'ours') for (const { command, equal: same } of commands) count(command, same);
  const equal = commands.filter((command) => command.equal).length;
  say(`${equal === commands.length ? '✓' : '✗'} ${basename(file)}: ${equal} / ${commands.length}`);
  const name = basename(file).replace(/\.\w+$/, '');
  const differences = commands
    .filter((each) => !each.equal)
    .map((each) => ({ command: each.command, reason: reasonOf(name, each.command) }));
  if (!quiet) for (const each of commands) if (!each.equal) say(printDifference(each));
  return {
    file,
    commands: commands.length,
    equal,
    ...(differences.length > 0 ? { differences } : {}),
  };
}

/** What differs is replayed once more by itself: real processes that race are late when the machine is busy. */
async function better(each: (typeof transcripts)[number], first: FileScore): Promise<FileScore> {
  if (client === 'ours' || first.equal === first.commands) return first;
  const second = await scoreOf(each);
  return second.equal > first.equal ? second : first;
}

/** The real kubectl waits for processes: several recordings at once. */
async function work(queue: Iterator<[number, (typeof transcripts)[number]]>): Promise<void> {
  for (let next = queue.next(); !next.done; next = queue.next()) {
    const [at, each] = next.value;
    scores[at] = await scoreOf(each);
  }
}
const queue = transcripts.entries();
const AT_ONCE = client === 'ours' ? 1 : 4;
await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue)));
const files: FileScore[] = [];
for (const [at, each] of transcripts.entries()) {
  files.push(await better(each, scores[at] as FileScore));
}
const sum = (pick: (file: (typeof files)[number]) => number): number =>
  files.reduce((total, file) => total + pick(file), 0);
const commands = sum((file) => file.commands);
const equal = sum((file) => file.equal);

/** The files of one folder as one kind of comparison. */
function finding(id: string, title: string, what: string, folder: string): Finding {
  const own = files.filter(({ file }) => dirname(file) === folder);
  return {
    id,
    title,
    what,
    lines: own.reduce((all, each) => all + each.commands, 0),
    equal: own.reduce((all, each) => all + each.equal, 0),
    differences: own.flatMap(({ file, differences = [] }) =>
      differences.map(({ command, reason }) => ({ where: basename(file), line: command, reason })),
    ),
  };
}

const KUBECTL_WHAT =
  'Sessions recorded with the real kubectl on a real control plane, typed again here: output, exit status and order.';
const SHELL_WHAT =
  'Lines recorded with bash 5.2 and the tools of Debian 12, typed again here: output and exit status, to the letter. Most were chosen by typing 2,803 lines into both and keeping those that were equal (96.7 %), so they guard what holds more than they measure it.';
const HTTP_WHAT =
  'The same sessions typed into the real kubectl, which talks over HTTP to the cluster of this page.';
if (report && client === 'ours')
  keepFindings([
    { ...finding('kubectl', 'kubectl', KUBECTL_WHAT, KUBECTL), parts },
    finding('shell', 'The shell', SHELL_WHAT, SHELL),
    await compareMalformed(),
  ]);
if (report && client === 'kubectl')
  keepFindings([finding('http', 'The real kubectl over HTTP', HTTP_WHAT, KUBECTL)]);
if (json) process.stdout.write(`${JSON.stringify({ commands, equal, files })}\n`);
say(
  `${equal} / ${commands} commands equal (${((100 * equal) / Math.max(1, commands)).toFixed(1)} %)`,
);
// A difference is this command's news, as it is diff's; a reader of the JSON finds it there.
process.exit(json || equal === commands ? 0 : 1);
