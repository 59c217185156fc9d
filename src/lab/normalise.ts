/** Masks what may differ between two runs of the same command on the same cluster. */

const SUFFIX = '[bcdfghjklmnpqrstvwxz2456789]';
const AGE = '(?:\\d+(?:y|d|h|m|s))+';

/** Ages, times, addresses, uids, versions, digests, picked nodes, generated names: each by its mask, in order. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g, '<time>'],
  [
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}\b/g,
    '<time>',
  ],
  [/\b(?:10|172|192|127)\.\d{1,3}\.\d{1,3}\.\d{1,3}(?=\b|:)/g, '<ip>'],
  [/("?resourceVersion"?: ?)"?\d+"?/g, '$1<rv>'],
  [/^([IWE])\d{4} [\d:.]+ +\d+ /gm, '$1<log> '],
  [/\/tmp\/(LIVE|MERGED)-\d+\/(\S+)\s+\d{4}-\d\d-\d\d [\d:.]+ [+-]\d{4}/g, '<$1>/$2'],
  [/\/tmp\/(LIVE|MERGED)-\d+\//g, '<$1>/'],
  [/\b([a-z][a-z0-9.-]*)\.[0-9a-f]{16}\b/g, '$1.<id>'],
  [/(Machine ID: +)[0-9a-f]{32}\b/g, '$1<id>'],
  [/(X509SHA256=)[0-9a-f]{64}/g, '$1<digest>'],
  [/@sha256:[0-9a-f]{64}/g, '@sha256:<digest>'],
  [
    / in [\d.]+m?s \([\d.]+m?s including waiting\)\. Image size: \d+ bytes\./g,
    ' in <time> (<time> including waiting). Image size: <n> bytes.',
  ],
  [/(:)3[0-2]\d{3}(\/(?:TCP|UDP))/g, '$1<nodeport>$2'],
  [/(Successfully assigned \S+ to )node-\d+/g, '$1<node>'],
  [/^(Node: +)node-\d+\//gm, '$1<node>/'],
  [/("?nodeName"?: ?"?)node-\d+/g, '$1<node>'],
  [/((?:containerd|docker|fake):\/\/)[0-9a-zA-Z<>-]+/g, '$1<id>'],
  [/(pod-template-hash"?[=:] ?"?)[a-z0-9]+/g, '$1<hash>'],
  [new RegExp(`\\b([a-z][a-z0-9.-]*?)-(${SUFFIX}{6,10})-(${SUFFIX}{5})\\b`, 'g'), '$1-<hash>-<r>'],
  [new RegExp(`\\b([a-z][a-z0-9.-]*?)-(?=[a-z0-9]*\\d)(${SUFFIX}{8,10})\\b`, 'g'), '$1-<hash>'],
];

const AGES = new RegExp(`(^|[ (])${AGE}(?= ago\\)| \\(x\\d+ over|\\)?$|  |\\))`, 'g');
const REPEATS = new RegExp(`\\(x\\d+ over (?:<age>|${AGE})\\)`, 'g');

const maskRow = (row: string): string =>
  row
    .replace(/[ \t]+$/, '')
    .replace(/(\S)[ \t]{2,}/g, '$1  ')
    .replace(/\t/g, '  ')
    .replace(AGES, '$1<age>')
    .replace(REPEATS, '(xN over <age>)');

/** The NODE column of `get pods -o wide`: which of several equal nodes was picked is chance. */
function maskNodes(rows: readonly string[]): string[] {
  let at = -1;
  return rows.map((row) => {
    const cells = row.split('  ');
    if (cells.includes('NOMINATED NODE')) at = cells.indexOf('NODE');
    else if (row === '') at = -1;
    else if (at > 0 && /^node-\d+$/.test(cells[at] ?? '')) cells[at] = '<node>';
    return cells.join('  ');
  });
}

const GENERATED = new RegExp(
  `\\b([a-z][a-z0-9.]*(?:-[a-z0-9.]+)*)-(?=${SUFFIX}{5}\\b)(?!(?:nginx|redis|proxy|store|front|cache)\\b)(${SUFFIX}{5})\\b`,
  'g',
);

/** A ReplicaSet's own pods end in five letters: masked where the letters can't be a word. */
const maskGenerated = (row: string): string =>
  row.replace(GENERATED, (all: string, base: string, suffix: string) =>
    /\d/.test(suffix) || /[bcdfghjklmnpqrstvwxz]{5}/.test(suffix) ? `${base}-<r>` : all,
  );

const ROLLOUT = [
  'Waiting for (?:deployment|daemon set|statefulset) spec update to be observed\\.\\.\\.',
  'Waiting for \\d+ pods to be ready\\.\\.\\.',
  'Waiting for partitioned roll out to finish: \\d+ out of \\d+ new pods have been updated\\.\\.\\.',
  'Waiting for (?:deployment|daemon set) "[^"]+" rollout to finish: (?:\\d+ out of \\d+ new (?:replicas|pods) have been updated|\\d+ old replicas are pending termination|\\d+ of \\d+ updated (?:replicas|pods) are available)\\.\\.\\.',
];
/** What `rollout status` may say while it waits: which of these, and how often, is chance. */
const PROGRESS = new RegExp(`^(?:${ROLLOUT.join('|')})$`);
export const isProgress = (row: string): boolean => PROGRESS.test(row);

/** Rows of a table follow generated names: sorted, unless the command itself sorts or watches. */
function sortTables(rows: readonly string[]): string[] {
  const out: string[] = [];
  let table: string[] = [];
  const flush = (): void => {
    const [head, ...rest] = table;
    if (head !== undefined) out.push(head, ...rest.sort());
    table = [];
  };
  for (const row of rows) {
    if (/^(NAME|LAST SEEN|NAMESPACE)\b/.test(row)) {
      flush();
      table = [row];
    } else if (table.length > 0 && row !== '') table.push(row);
    else {
      flush();
      out.push(row);
    }
  }
  flush();
  return out;
}

function foldProgress(rows: readonly string[]): string[] {
  const out: string[] = [];
  for (const row of rows) {
    const next = isProgress(row) ? '<progress>' : row;
    if (next !== '<progress>' || out.at(-1) !== next) out.push(next);
  }
  return out;
}

/** Equal normalised outputs (and exit statuses) mean the same. Rules: the recordings' README. */
export function normalise(command: string, output: string): string {
  const text = MASKS.reduce(
    (masked, [what, by]) => masked.replace(what, by),
    output.replace(/\r\n/g, '\n'),
  );
  const rows = maskNodes(text.split('\n').map((row) => maskGenerated(maskRow(row))));
  if (/ (?:label|annotate) .*--list/.test(command)) return rows.sort().join('\n');
  if (/--sort-by|(?:^|\s)-w\b|--watch/.test(command)) return rows.join('\n');
  return sortTables(foldProgress(rows)).join('\n');
}
