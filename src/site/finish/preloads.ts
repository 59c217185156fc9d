/** Pages with a bench start the lab, and fetch the terminal and the fonts, before they wake up. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { labScript, terminalScripts } from './first-scripts.ts';
import { starterOfAddress } from './starter.ts';

const latinFont = /-wght-normal-.*\.woff2$/;

/** The link elements for what `outDir` holds, under `baseUrl`. */
export function preloadLinks(outDir: string, baseUrl: string): string {
  const fonts = readdirSync(join(outDir, 'assets/fonts')).filter((file) => latinFont.test(file));
  return [
    ...terminalScripts(outDir).map((file) => link(`${baseUrl}assets/js/${file}`, 'script')),
    ...fonts.map((file) => link(`${baseUrl}assets/fonts/${file}`, 'font')),
  ].join('');
}

function link(href: string, as: 'script' | 'font'): string {
  const type = as === 'font' ? ' type="font/woff2" crossorigin' : '';
  return `<link rel="preload" href="${href}" as="${as}"${type}>`;
}

const hasBench = (html: string): boolean => html.includes('terminal-host');

/** Puts them at the end of the head of a page that has a terminal. */
export function withPreloads(html: string, links: string): string {
  return hasBench(html) ? html.replace('</head>', `${links}</head>`) : html;
}

/** The script element that starts the lab early: on a site a few lines, offline the lab itself. */
export function labElement(outDir: string, baseUrl: string, offline: boolean): string {
  const script = `assets/js/${labScript(outDir)}`;
  return offline
    ? `<script src="./${script}" data-lab-source defer></script>`
    : `<script>${starterOfAddress(`${baseUrl}${script}`)}</script>`;
}

/** Puts it first in the head: it waits neither for style sheets nor for the page's scripts. */
export function withLab(html: string, element: string): string {
  return html.replace(/<head\b[^>]*>/, (head) => `${head}${element}`);
}
