/** `npm run fidelity -- [--json] [FILE…]`: replays recordings and prints commands equal / commands run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { createLab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { type ReplayedCommand, replayTranscript } from '#lab/replay-transcript.ts';
import { parseTranscript, type Transcript } from '#lab/transcript.ts';

const { argv } = process;
const json = argv.includes('--json');
const quiet = argv.includes('--summary');
const named = argv.slice(2).filter((arg) => !arg.startsWith('--'));

/** Where the repository keeps its recordings. */
const OWN = ['src/kubectl/fidelity', 'src/shell/recordings'];
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
  const files = named.length > 0 ? named : OWN.flatMap(recordingsIn);
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

const files = [];
for (const { file, transcript } of readTranscripts()) {
  const lab = await createLab({ home: transcript.files }, createHostTurn());
  const commands = await replayTranscript(lab, transcript);
  const equal = commands.filter((command) => command.equal).length;
  files.push({ file, commands: commands.length, equal });
  say(`${equal === commands.length ? '✓' : '✗'} ${basename(file)}: ${equal} / ${commands.length}`);
  if (!quiet) for (const each of commands) if (!each.equal) say(printDifference(each));
}
const sum = (pick: (file: (typeof files)[number]) => number): number =>
  files.reduce((total, file) => total + pick(file), 0);
const commands = sum((file) => file.commands);
const equal = sum((file) => file.equal);
if (json) process.stdout.write(`${JSON.stringify({ commands, equal, files })}\n`);
say(
  `${equal} / ${commands} commands equal (${((100 * equal) / Math.max(1, commands)).toFixed(1)} %)`,
);
// A difference is this command's news, as it is diff's; a reader of the JSON finds it there.
process.exit(json || equal === commands ? 0 : 1);
