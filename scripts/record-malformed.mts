/** `API=https://127.0.0.1:6443 TOKEN=… npx tsx scripts/record-malformed.mts`: asks a real API server what it says to the corpus of malformed requests, and writes it down. */
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { corpus } from '#apiserver/malformed/corpus.ts';
import { stage } from '#apiserver/malformed/stage.ts';

const { API = '', TOKEN = '' } = process.env;
const file = 'src/apiserver/malformed/recorded.json';

interface Answer {
  readonly code: number;
  readonly text: string;
}

function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${API}${path}`,
      {
        method,
        headers: {
          ...headers,
          authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        rejectUnauthorized: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ code: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
      },
    );
    sent.setTimeout(10_000, () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

for (const [path, object] of stage) {
  const { code, text } = await ask(
    'POST',
    path,
    { 'content-type': 'application/json' },
    JSON.stringify(object),
  );
  if (code >= 400 && code !== 409) throw new Error(`${path}: ${code} ${text}`);
}
await new Promise((resolve) => setTimeout(resolve, 2_000));

const recorded: Record<string, { code: number; reason?: string; message?: string }> = {};
for (const { name, method, path, headers = {}, body } of corpus) {
  try {
    const { code, text } = await ask(method, path, headers, body?.());
    try {
      const { reason, message } = JSON.parse(text) as { reason?: string; message?: string };
      recorded[name] = { code, ...(reason ? { reason } : {}), ...(message ? { message } : {}) };
    } catch {
      recorded[name] = { code, message: text.slice(0, 400) };
    }
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
  }
}
writeFileSync(file, `${JSON.stringify(recorded, undefined, 1)}\n`);
process.stdout.write(`${Object.keys(recorded).length} answers\n`);
