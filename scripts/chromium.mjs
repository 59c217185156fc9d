/** Finds a Chromium for the browser tests, or installs one where that is possible. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** The path of a Chromium. Prints one sentence and exits with 1 when there is none to be had. */
export async function ensureChromium() {
  const named = process.env.CHROMIUM;
  if (named && existsSync(named)) return named;
  const found = (await playwrightsOwn()) ?? onPath();
  if (found) return found;
  if (canInstall()) {
    console.log('Installing Chromium for the browser tests (apt-get install chromium) …');
    await run(['apt-get', 'update', '-qq']);
    await run(['apt-get', 'install', '-y', '-qq', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = onPath();
    if (installed) return installed;
  }
  console.error(
    'The browser tests need Chromium: install the package chromium, or set CHROMIUM to the path of one.',
  );
  process.exit(1);
}
