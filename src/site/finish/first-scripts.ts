/** Which scripts a learner downloads before the first prompt. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The chunk of the lab, by its name. */
const engineChunk = /^lab-worker\..*\.js$/;

/** The script that carries the lab. */
export function labScript(outDir: string): string {
  const script = scripts(outDir).find((file) => engineChunk.test(file));
  if (!script) throw new Error(`no script of the lab in ${outDir}`);
  return script;
}

/** The scripts of the lab that come when they are asked for. */
export function partScripts(outDir: string): string[] {
  return scripts(outDir).filter((file) => file.startsWith('lab-part.'));
}

/** What the bench draws its terminal with, beside the page. */
export function terminalScripts(outDir: string): string[] {
  return scripts(outDir).filter(
    (file) => file.startsWith('terminal.') || read(outDir, file).includes('xterm-helper-textarea'),
  );
}

/** Those, the scripts every page names, and the landing page's own. */
export function firstScripts(outDir: string): string[] {
  const index = readFileSync(join(outDir, 'index.html'), 'utf8');
  const landing = scripts(outDir).filter((file) =>
    read(outDir, file).includes('Watch it come back'),
  );
  const named = scripts(outDir).filter((file) => index.includes(`/${file}`));
  return [...new Set([...named, ...landing, ...terminalScripts(outDir), labScript(outDir)])];
}

function scripts(outDir: string): string[] {
  return readdirSync(join(outDir, 'assets/js')).filter((file) => file.endsWith('.js'));
}

function read(outDir: string, file: string): string {
  return readFileSync(join(outDir, 'assets/js', file), 'utf8');
}
