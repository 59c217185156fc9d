/** stress: takes the processor time and the memory it is told to, as the tutorials about limits do. */
import { quantityValue } from '#apimachinery/quantity.ts';
import { type Behaviour, type Image, servesUntilStopped } from './image.ts';

const MEGABYTE = 1_024 * 1_024;
const FACTORS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1_024,
  m: MEGABYTE,
  g: 1_024 * MEGABYTE,
};

/** "250M" ⇒ 262_144_000 */
function bytesOf(text: string): number {
  const found = /^(\d+)([bkmg]?)$/i.exec(text);
  return found ? Number(found[1]) * (FACTORS[(found[2] || 'b').toLowerCase()] ?? 1) : 0;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
function millisecondsOf(text: string): number | undefined {
  const found = /^(\d+)([smhd]?)$/.exec(text);
  return found ? Number(found[1]) * (SECONDS[found[2] || 's'] ?? 1) * 1_000 : undefined;
}

const optionOf = (argv: readonly string[], ...names: readonly string[]): string | undefined => {
  const at = argv.findIndex((word) => names.includes(word));
  return at < 0 ? undefined : argv[at + 1];
};

/** `stress --vm 1 --vm-bytes 250M --vm-hang 1`. */
function stressed(argv: readonly string[]): Behaviour {
  const workers = Number(optionOf(argv, '--vm', '-m') ?? 0);
  const cpu = Number(optionOf(argv, '--cpu', '-c') ?? 0);
  const each = bytesOf(optionOf(argv, '--vm-bytes') ?? '256M');
  const timeout = optionOf(argv, '--timeout', '-t');
  const lastsMs = timeout === undefined ? undefined : millisecondsOf(timeout);
  return {
    kind: 'serves',
    stopExitCode: 143,
    memoryBytes: MEGABYTE + workers * each,
    output: [`stress: info: [1] dispatching hogs: ${cpu} cpu, 0 io, ${workers} vm, 0 hdd`],
    ...(lastsMs === undefined ? {} : { lastsMs }),
  };
}

const image = (path: string, tags: readonly string[], size: number): Omit<Image, 'behaviour'> => ({
  repository: `docker.io/${path}`,
  tags,
  sizeBytes: () => size,
  ports: [],
  programs: ['stress', 'stress-ng'],
  hasShell: true,
  memoryBytes: MEGABYTE,
  banner: [],
});

export const stress: Image = {
  ...image('polinux/stress', ['latest', '1.0.4'], 4_041_495),
  behaviour: (_, argv) => (argv.length > 1 ? stressed(argv) : { kind: 'ends', exitCode: 0 }),
};

export const stressNg: Image = {
  ...image('polinux/stress-ng', ['latest'], 18_743_217),
  behaviour: (_, argv) => (argv.length > 1 ? stressed(argv) : { kind: 'ends', exitCode: 0 }),
};

/** `-mem-total 950Mi -mem-alloc-size 100Mi -cpus 2`: the one of the tutorials about requests. */
export const vishStress: Image = {
  ...image('vish/stress', ['latest'], 1_558_791),
  programs: ['/stress', 'stress'],
  hasShell: false,
  behaviour: (_, argv) => {
    const total = optionOf(argv, '-mem-total', '--mem-total');
    const usual = servesUntilStopped(2)();
    return total === undefined || usual.kind !== 'serves'
      ? servesUntilStopped(2)()
      : { ...usual, memoryBytes: MEGABYTE + safeBytes(total) };
  },
};

const safeBytes = (text: string): number =>
  /^\d+(?:\.\d+)?(?:[kKMGTE]i?)?$/.test(text) ? quantityValue(text) : 0;
