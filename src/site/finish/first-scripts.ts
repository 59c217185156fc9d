/** Which scripts a learner downloads before the first prompt. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The chunk of the lab, by its name. */
export const engineChunk = /^lab-worker\..*\.js$/;

/** What the bench needs beside the page: the lab, the terminal, and the library it draws with. */
export function benchScripts(outDir: string): string[] {
  return scripts(outDir).filter(
    (file) =>
      engineChunk.test(file) ||
      file.startsWith('terminal.') ||
      read(outDir, file).includes('xterm-helper-textarea'),
  );
}

/** Those, the scripts every page names, and the landing page's own. */
export function firstScripts(outDir: string): string[] {
  const index = readFileSync(join(outDir, 'index.html'), 'utf8');
  const landing = scripts(outDir).filter((file) =>
    read(outDir, file).includes('Watch it come back'),
  );
  const named = scripts(outDir).filter((file) => index.includes(`/${file}`));
  return [...new Set([...named, ...landing, ...benchScripts(outDir)])];
}

function scripts(outDir: string): string[] {
  return readdirSync(join(outDir, 'assets/js')).filter((file) => file.endsWith('.js'));
}

function read(outDir: string, file: string): string {
  return readFileSync(join(outDir, 'assets/js', file), 'utf8');
}
