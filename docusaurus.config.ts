/** The site: one configuration, two builds (a web site; with OFFLINE=1 a folder for double click). */
import type * as Preset from '@docusaurus/preset-classic';
import type { Config } from '@docusaurus/types';
import { codeTheme } from './src/site/code-theme.ts';
import { exercisesPlugin } from './src/site/exercises-plugin.ts';
import { fidelityPlugin } from './src/site/fidelity-plugin.ts';
import { finishPlugin } from './src/site/finish/plugin.ts';
import { inlineWorkerPlugin } from './src/site/inline-worker/plugin.ts';
import { lessonsPlugin } from './src/site/lessons-plugin.ts';
import { remarkConsole } from './src/site/remark-console.ts';

const offline = process.env['OFFLINE'] === '1';

const preset: Preset.Options = {
  docs: {
    routeBasePath: '/',
    include: ['lessons/**/*.mdx'],
    sidebarPath: './sidebars.ts',
    breadcrumbs: false,
    beforeDefaultRemarkPlugins: [remarkConsole],
  },
  blog: false,
  sitemap: false,
  theme: { customCss: ['./src/css/fonts.css', './src/css/tokens.css', './src/css/site.css'] },
};

const themeConfig: Preset.ThemeConfig = {
  colorMode: { respectPrefersColorScheme: true },
  navbar: {
    title: 'Reconcile',
    items: [
      { to: '/lessons', label: 'Lessons' },
      { to: '/exercises', label: 'Exercises' },
      { to: '/sandbox', label: 'Sandbox' },
      { to: '/how-true', label: 'How true is it?', position: 'right' },
    ],
  },
  prism: { theme: codeTheme, darkTheme: codeTheme, additionalLanguages: ['bash'] },
};

const config: Config = {
  title: 'Reconcile',
  tagline: 'Kubernetes, by breaking it: a whole cluster in your browser tab.',
  ...(offline ? {} : { favicon: 'img/favicon.svg' }),
  url: process.env['SITE_URL'] ?? 'https://reconcile.example',
  baseUrl: offline ? '/' : (process.env['BASE_URL'] ?? '/'),
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  future: { v4: true, faster: true, experimental_router: offline ? 'hash' : 'browser' },
  i18n: { defaultLocale: 'en', locales: ['en'] },
  customFields: { offline },
  plugins: [inlineWorkerPlugin, exercisesPlugin, lessonsPlugin, fidelityPlugin, finishPlugin],
  presets: [['classic', preset]],
  themeConfig,
};

export default config;
