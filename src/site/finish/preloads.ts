/** Pages with a bench fetch the lab, the terminal and the fonts along with their first script. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { benchScripts } from './first-scripts.ts';

const latinFont = /-wght-normal-.*\.woff2$/;

/** The link elements for what `outDir` holds, under `baseUrl`. */
export function preloadLinks(outDir: string, baseUrl: string): string {
  const fonts = readdirSync(join(outDir, 'assets/fonts')).filter((file) => latinFont.test(file));
  return [
    ...benchScripts(outDir).map((file) => link(`${baseUrl}assets/js/${file}`, 'script')),
    ...fonts.map((file) => link(`${baseUrl}assets/fonts/${file}`, 'font')),
  ].join('');
}

function link(href: string, as: 'script' | 'font'): string {
  const type = as === 'font' ? ' type="font/woff2" crossorigin' : '';
  return `<link rel="preload" href="${href}" as="${as}"${type}>`;
}

/** Puts them at the end of the head of a page that has a terminal. */
export function withPreloads(html: string, links: string): string {
  return html.includes('terminal-host') ? html.replace('</head>', `${links}</head>`) : html;
}
